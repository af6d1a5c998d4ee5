/* What html-validate asks of the pages: the HTML standard as it stands. Left out: matters of taste, and
   what the theme writes, which nothing of ours can mend. Landmarks and names of forms are axe's to judge, which
   sees what is shown. */
module.exports = {
  root: true,
  extends: ["html-validate:standard"],
  rules: {
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
    "doctype-style": "off",
    "no-trailing-whitespace": "off",
    "unique-landmark": "off",
    "valid-autocomplete": "off", // of the theme's drawer and search boxes
    "valid-id": ["error", { relaxed: true }],
    "wcag/h32": "off",
  },
};
