using Signalbox.Engine.Catalog;
using Signalbox.Engine.Control;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Htable;

/// <summary>RPC commands; texts are the peer's.</summary>
internal sealed partial class HtableModule
{
    private const string KeySet = "Ok. Key set to new value.";

    [Rpc("htable.get", Summary = "Shows an item: table key.")]
    public void RpcGet(RpcCall call)
    {
        if (!TryReadItem(call, out var table, out var key))
            return;

        var now = Now;
        if (!table.TryGet(key, now, out var value))
        {
            call.Fault(500, "Key name doesn't exist in htable.");
            return;
        }

        var left = table.SecondsLeft(key, now);
        call.AddStruct().With("item", RpcValue.Struct()
            .With("name", key)
            .With("value", ValueOf(value))
            .With("flags", value.IsInteger ? 0 : 2)
            .With("expire", left > 0 ? RpcValue.Of(left) : RpcValue.Of("NEVER")));
    }

    [Rpc("htable.sets", Summary = "Sets a key to text: table key value.")]
    public void RpcSetText(RpcCall call) => RpcSet(call, isNumber: false, hasLife: false);

    [Rpc("htable.seti", Summary = "Sets a key to a number: table key value.")]
    public void RpcSetNumber(RpcCall call) => RpcSet(call, isNumber: true, hasLife: false);

    [Rpc("htable.setxs", Summary = "Sets a key to text for some seconds: table key value seconds.")]
    public void RpcSetTextFor(RpcCall call) => RpcSet(call, isNumber: false, hasLife: true);

    [Rpc("htable.setxi", Summary = "Sets a key to a number for some seconds: table key value seconds.")]
    public void RpcSetNumberFor(RpcCall call) => RpcSet(call, isNumber: true, hasLife: true);

    [Rpc("htable.setex", Summary = "Sets how long an item lives on: table key seconds.")]
    public void RpcSetLife(RpcCall call)
    {
        if (!TryReadItem(call, out var table, out var key))
            return;

        if (call.Integer(2) is not { } seconds)
            call.Fault(500, "Not enough parameters (htable name, key name and expire)");
        else if (table.SetLife(key, seconds, Now))
            call.Add("Ok");
        else
            call.Fault(500, "Key name doesn't exist in htable.");
    }

    [Rpc("htable.delete", Mi = "sht_delete", Summary = "Removes an item: table key.")]
    public void RpcDelete(RpcCall call)
    {
        if (!TryReadItem(call, out var table, out var key))
            return;

        if (table.Remove(key))
            call.Add("Ok. Key deleted.");
        else
            call.Fault(404, "Key not found in htable.");
    }

    [Rpc("htable.flush", Summary = "Empties a table.")]
    public void RpcFlush(RpcCall call)
    {
        if (!TryReadTable(call, out var table))
            return;

        table.Clear();
        call.Add("Ok. Htable flushed.");
    }

    [Rpc("htable.listTables", Summary = "Lists the tables.", IsList = true)]
    public void RpcList(RpcCall call)
    {
        // The peer lists the last one first.
        foreach (var (name, table) in _tables.Reverse())
        {
            var definition = table.Definition;
            call.AddStruct().With("name", name).With("dbtable", definition.DatabaseTable).With("dbmode", definition.IsWrittenBack ? 1 : 0)
                .With("expire", definition.AutoExpire).With("updateexpire", definition.UpdateExpire ? 1 : 0)
                .With("size", table.Slots.Length).With("dmqreplicate", 0);
        }
    }

    [Rpc("htable.stats", Summary = "Shows how full the slots are.", IsList = true)]
    public void RpcStats(RpcCall call)
    {
        foreach (var (name, table) in _tables.Reverse())
        {
            var all = 0;
            var min = int.MaxValue;
            var max = 0;
            foreach (var slot in table.Slots)
            {
                var count = slot.Count;
                all += count;
                min = Math.Min(min, count);
                max = Math.Max(max, count);
            }

            call.AddStruct().With("name", name).With("slots", table.Slots.Length).With("all", all).With("min", min).With("max", max);
        }
    }

    [Rpc("htable.dump", Mi = "sht_dump", Summary = "Shows the items of a table.", IsList = true)]
    public void RpcDump(RpcCall call)
    {
        if (!TryReadTable(call, out var table))
            return;

        for (var i = 0; i < table.Slots.Length; i++)
        {
            var slot = table.Slots[i];
            lock (slot.Gate)
            {
                if (slot.Count == 0)
                    continue;

                var items = RpcValue.Array();
                foreach (var cell in slot.Sorted())
                {
                    items.Item(RpcValue.Struct().With("name", cell.Name).With("value", ValueOf(cell.Value))
                        .With("type", cell.Value.IsInteger ? "int" : "str"));
                }

                call.AddStruct().With("entry", i).With("size", slot.Count).With("slot", items);
            }
        }
    }

    private static RpcValue ValueOf(in ScriptValue value) => value.IsInteger ? RpcValue.Of(value.Number) : RpcValue.Of(value.ToText());

    private void RpcSet(RpcCall call, bool isNumber, bool hasLife)
    {
        if (!TryReadItem(call, out var table, out var key))
            return;

        var text = call.Text(2);
        var number = call.Integer(2);
        if (text is null || (isNumber && number is null) || (hasLife && call.Integer(3) is null))
        {
            call.Fault(500, "Not enough parameters (htable name, key name and value)");
            return;
        }

        var now = Now;
        table.Set(key, isNumber ? OrUndefined(number) : ScriptValue.Of(text), now);
        if (hasLife)
            table.SetLife(key, call.Integer(3)!.Value, now);

        call.Add(KeySet);
    }

    private bool TryReadItem(RpcCall call, out HashTable table, out string key)
    {
        key = call.Text(1) ?? string.Empty;
        if (TryReadTable(call, out table) && call.Text(1) is null)
            call.Fault(500, "Not enough parameters (htable name and key name)");

        return call.FaultCode == 0;
    }

    private bool TryReadTable(RpcCall call, out HashTable table)
    {
        table = null!;
        if (call.Text(0) is not { } name)
            call.Fault(500, "Not enough parameters (htable name)");
        else if (Find(name) is not { } found)
            call.Fault(500, "No such htable");
        else
            table = found;

        return call.FaultCode == 0;
    }
}
