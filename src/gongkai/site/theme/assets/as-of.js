/* Says that a page's as-of day is stale: more than 35 days before the reader's own day. */
(function () {
  "use strict";
  var DAYS = 35;
  var marks = document.querySelectorAll(".gk-as-of time");
  for (var i = 0; i < marks.length; i++) {
    var found = /(\d+)年(\d+)月(\d+)日/.exec(marks[i].textContent);
    if (!found) continue;
    var day = new Date(+found[1], +found[2] - 1, +found[3]);
    var age = Math.floor((Date.now() - day.getTime()) / 86400000);
    if (age <= DAYS) continue;
    var mark = marks[i].parentNode;
    mark.classList.add("gk-as-of--stale");
    mark.appendChild(document.createTextNode("距今已超过 " + DAYS + " 天，可能不是最新情况。"));
  }
})();
