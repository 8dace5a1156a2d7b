"""A small window to drag files from. Arguments: x y uri…"""
import sys

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, Gtk

x, y, uris = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
window = Gtk.Window(title="files")
window.set_default_size(80, 80)
handle = Gtk.EventBox()
handle.add(Gtk.Label(label="files"))
window.add(handle)
handle.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
handle.drag_source_add_uri_targets()
handle.connect("drag-data-get", lambda _widget, _drag, data, _kind, _time: data.set_uris(uris))
window.connect("destroy", Gtk.main_quit)
window.show_all()
window.move(x, y)
print("shown", flush=True)
Gtk.main()
