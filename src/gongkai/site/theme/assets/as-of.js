/* Says how long ago a page's as-of day was by the reader's own day, and from 35 days on that it is stale. The line it
   fills is there from the start (gongkai.css), so that nothing moves. */
(function () {
  "use strict";
  var DAYS = 35;
  var marks = document.querySelectorAll(".gk-as-of time");
  for (var i = 0; i < marks.length; i++) {
    var found = /(\d+)年(\d+)月(\d+)日/.exec(marks[i].textContent);
    if (!found) continue;
    var day = new Date(+found[1], +found[2] - 1, +found[3]);
    var age = Math.floor((Date.now() - day.getTime()) / 86400000);
    if (age < 0) continue;
    var mark = marks[i].parentNode;
    var note = document.createElement("small");
    if (age > DAYS) mark.classList.add("gk-as-of--stale");
    note.textContent = age > DAYS ? "距今已超过 " + DAYS + " 天，可能不是最新情况。" : age ? "距今 " + age + " 天。" : "即今天。";
    mark.appendChild(note);
  }
})();
