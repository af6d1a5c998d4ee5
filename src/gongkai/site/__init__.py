"""The site: pages of a plan in the frame of a host. The only room that knows MkDocs and Material.

options.py     what mkdocs.yml says to the plugin → views.Settings
host.py        mkdocs.yml over our defaults → MkDocs' configuration
pages.py       a plan → generated pages, each with its address, title and HTML
generated.py   a generated page as a value
water_pages.py what is on file of water → its pages
calls.py       calls of macros on pages written by hand: {{ measure("N054") }}
navigation.py  the entries of `nav` that are addresses of generated pages
shell.py       the theme's page rendered once with slots; a page is the shell with its slots filled
links.py       every link and fragment of what was built leads somewhere
sitemap.py     sitemap.xml and robots.txt
writer.py      files into one folder, and nowhere else
plugin.py      the MkDocs plugin: ties the above to MkDocs' events
swap.py        a new folder takes the place of the old one in one step
making.py      check, build beside, swap in; a failure leaves the last site
last.py        what the last build was made from and gave
build.py       make the site, unless the one that stands is it
serve.py       a server for editors that builds again when a file changes
"""
