"""The site: pages of a plan in the frame of a host. The only room that knows MkDocs and Material.

Made of a plan, whatever the host:

contents.py    all that a plan gives to its site: pages, macros for pages by hand, downloads
pages.py       a plan → generated pages, each with its address, title and HTML
water_pages.py what is on file of water → its pages
revisions.py   the revisions that a site shows and the pairs that it compares; what each gives, by the cache
history.py     the pages of revisions, and of what is gone
feeds.py       the feeds: of revisions, of disclosure, of each unit
generated.py   a generated page as a value
calls.py       calls of macros on pages written by hand: {{ measure("N054") }}
active.py      what in a page written by hand would run, or be fetched from another host
head.py        what a page says of itself to machines, and the way to it from home

With the host:

options.py     what mkdocs.yml says to the plugin → views.Settings
refusals.py    what is wrong in mkdocs.yml, with its line, in both languages
host.py        mkdocs.yml over our defaults → MkDocs' configuration
navigation.py  the entries of `nav` that are addresses of generated pages
shell.py       the theme's page rendered once with slots; a page is the shell with its slots filled
framing.py     generated pages into the theme's page and into the site, or taken over from the site that stands
links.py       every link and fragment of what was built leads somewhere
sitemap.py     sitemap.xml and robots.txt
writer.py      files into one folder, and nowhere else
former.py      the site that stands, from which a new one takes what stays as it is
plugin.py      the MkDocs plugin: ties the above to MkDocs' events

A build, and what becomes of it:

build.py       check and make the site, unless the one that stands is it
last.py        what the last build was made from and gave
making.py      build a checked project beside the old site, swap in; a failure leaves the last site
folders.py     the empty folders of a site that is gone, for the next
swap.py        a new folder takes the place of the old one in one step
offline.py     a copy that opens by double click
releases.py    published sites side by side, and a link to one of them
seal.py        the manifest of a new site
verify.py      copies of a site compared with its manifest
serve.py       a server for editors that builds again when a file changes
"""
