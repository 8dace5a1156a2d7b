"""What a desktop offers a program, on the story's private bus: a place for tray icons and a place
for notifications. Each thing it sees is a line of JSON on stdout; each line of JSON on stdin is
something a person does: look at the menu, choose from it, press a notification's button.

Seen: {"saw": "ready"}, "tray" (an icon came), "gone" (it left), "menu" {head, items}, "icon"
{name, folder, title, label}, "chosen" {label}, "notification" {id, app, summary, body, actions,
hints, timeout}, "closed" {id}, "failed" {why}.
Done: {"do": "menu"}, "icon", {"do": "choose", "label"}, {"do": "press", "id", "action"},
{"do": "dismiss", "id"}."""
import json
import os
import sys

import dbus
import dbus.service
from dbus.mainloop.glib import DBusGMainLoop
from gi.repository import GLib

WATCHER = "org.kde.StatusNotifierWatcher"
NOTES = "org.freedesktop.Notifications"
PROPERTIES = "org.freedesktop.DBus.Properties"
DISMISSED = 2


def plain(value):
    """D-Bus values as JSON has them; pixels and other long things are only counted."""
    if isinstance(value, dbus.Boolean):
        return bool(value)
    if isinstance(value, (int, float)):
        return value + 0
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value] if len(value) <= 64 else f"{len(value)} values"
    return str(value)


def tell(saw, **what):
    print(json.dumps({"saw": saw, **what}), flush=True)


class Notifications(dbus.service.Object):
    """Shows nothing and tells everything."""

    last = 0

    @dbus.service.method(NOTES, in_signature="susssasa{sv}i", out_signature="u")
    def Notify(self, app, replaces, icon, summary, body, actions, hints, timeout):
        if not replaces:
            self.last += 1
        number = int(replaces) or self.last
        pairs = dict(zip(plain(actions[::2]), plain(actions[1::2])))
        tell("notification", id=number, app=str(app), summary=str(summary), body=str(body),
             actions=pairs, hints=plain(hints), timeout=int(timeout))
        return dbus.UInt32(number)

    @dbus.service.method(NOTES, out_signature="as")
    def GetCapabilities(self):
        return ["body", "actions", "body-markup"]

    @dbus.service.method(NOTES, out_signature="ssss")
    def GetServerInformation(self):
        return ("fake desktop", "tests", "1", "1.2")

    @dbus.service.method(NOTES, in_signature="u")
    def CloseNotification(self, number):
        tell("closed", id=int(number))
        self.NotificationClosed(number, 3)

    @dbus.service.signal(NOTES, signature="us")
    def ActionInvoked(self, number, action):
        pass

    @dbus.service.signal(NOTES, signature="uu")
    def NotificationClosed(self, number, reason):
        pass


class Watcher(dbus.service.Object):
    """Where icons of the tray report. It keeps the newest: our program shows one."""

    def __init__(self, bus, path):
        super().__init__(bus, path)
        self.bus = bus
        self.items = []

    @dbus.service.method(WATCHER, in_signature="s", sender_keyword="sender")
    def RegisterStatusNotifierItem(self, service, sender=None):
        named = (sender, service) if service.startswith("/") else (service, "/StatusNotifierItem")
        item = tuple(str(part) for part in named)
        self.items.append(item)
        self.bus.watch_name_owner(item[0], lambda owner: owner or self.left(item))
        tell("tray", name=item[0], path=item[1])
        self.StatusNotifierItemRegistered("".join(item))

    def left(self, item):
        if item in self.items:
            self.items.remove(item)
            tell("gone", name=item[0])
            self.StatusNotifierItemUnregistered("".join(item))

    @dbus.service.method(WATCHER, in_signature="s")
    def RegisterStatusNotifierHost(self, service):
        pass

    @dbus.service.signal(WATCHER, signature="s")
    def StatusNotifierItemRegistered(self, item):
        pass

    @dbus.service.signal(WATCHER, signature="s")
    def StatusNotifierItemUnregistered(self, item):
        pass

    @dbus.service.method(PROPERTIES, in_signature="ss", out_signature="v")
    def Get(self, interface, name):
        return self.GetAll(interface)[name]

    @dbus.service.method(PROPERTIES, in_signature="s", out_signature="a{sv}")
    def GetAll(self, interface):
        registered = dbus.Array(["".join(item) for item in self.items], signature="s")
        return {
            "IsStatusNotifierHostRegistered": dbus.Boolean(True),
            "ProtocolVersion": dbus.Int32(0),
            "RegisteredStatusNotifierItems": registered,
        }

    def icon(self):
        """What the newest icon says of itself."""
        if not self.items:
            raise LookupError("there is no icon in the tray")
        name, path = self.items[-1]
        item = dbus.Interface(self.bus.get_object(name, path), PROPERTIES)
        return name, item.GetAll("org.kde.StatusNotifierItem")

    def menu(self):
        name, icon = self.icon()
        menu = dbus.Interface(self.bus.get_object(name, icon["Menu"]), "com.canonical.dbusmenu")
        menu.AboutToShow(0)
        _, root = menu.GetLayout(0, -1, dbus.Array([], signature="s"))
        return menu, list(flat(root[2]))


def flat(children, inside=()):
    """The menu's items from the top, each with the names of the menus that it stands in."""
    for number, looks, below in children:
        if not looks.get("visible", True):
            continue
        label = str(looks.get("label", "")).replace("__", "\0").replace("_", "").replace("\0", "_")
        yield {
            "number": int(number),
            "label": label,
            "inside": list(inside),
            "line": str(looks.get("type", "")) == "separator",
            "enabled": bool(looks.get("enabled", True)),
            "ticked": bool(looks.get("toggle-state", 0) == 1) if "toggle-type" in looks else None,
        }
        yield from flat(below, (*inside, label))


def choose(watcher, label):
    menu, items = watcher.menu()
    for item in items:
        if item["label"] == label:
            menu.Event(item["number"], "clicked", dbus.String("", variant_level=1), dbus.UInt32(0))
            return tell("chosen", label=label)
    raise LookupError(f"the menu has no {label!r}: {[item['label'] for item in items]}")


def do(watcher, notes, wish):
    what = wish.get("do")
    if what == "menu":
        tell("menu", items=watcher.menu()[1])
    elif what == "icon":
        icon = watcher.icon()[1]
        tell("icon", name=str(icon.get("IconName", "")), folder=str(icon.get("IconThemePath", "")),
             title=str(icon.get("Title", "")), label=str(icon.get("XAyatanaLabel", "")))
    elif what == "choose":
        choose(watcher, wish["label"])
    elif what == "press":
        notes.ActionInvoked(dbus.UInt32(wish["id"]), wish["action"])
        notes.NotificationClosed(dbus.UInt32(wish["id"]), dbus.UInt32(DISMISSED))
    elif what == "dismiss":
        notes.NotificationClosed(dbus.UInt32(wish["id"]), dbus.UInt32(DISMISSED))
    else:
        raise LookupError(f"nobody knows how to do {what!r}")


def main():
    DBusGMainLoop(set_as_default=True)
    loop = GLib.MainLoop()
    bus = dbus.SessionBus()
    names = [dbus.service.BusName(name, bus) for name in (NOTES, WATCHER)]
    notes = Notifications(bus, "/org/freedesktop/Notifications")
    watcher = Watcher(bus, "/StatusNotifierWatcher")

    rest = b""

    def heard(source, _condition):
        nonlocal rest
        read = os.read(source, 65536)
        *lines, rest = (rest + read).split(b"\n")
        for line in lines:
            try:
                do(watcher, notes, json.loads(line))
            except Exception as error:  # the story is told, and decides
                tell("failed", why=repr(error))
        if not read:
            loop.quit()
        return bool(read)

    GLib.io_add_watch(sys.stdin.fileno(), GLib.IO_IN | GLib.IO_HUP, heard)
    tell("ready", names=len(names))
    loop.run()


main()
