using System.Globalization;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Control;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Htable;

/// <content>Commands.</content>
internal sealed partial class HtableModule
{
    private const string KeySet = "Ok. Key set to new value.";

    [Rpc("htable.listTables", Summary = "Lists all tables.")]
    public void ListTables(RpcCall call)
    {
        foreach (var (name, table) in _tables)
        {
            call.AddStruct()
                .With("name", name)
                .With("dbtable", string.Empty)
                .With("dbmode", 0)
                .With("expire", table.Options.AutoExpire)
                .With("updateexpire", table.Options.UpdateExpire ? 1 : 0)
                .With("size", 1L << table.Options.SizeBits)
                .With("dmqreplicate", 0);
        }
    }

    [Rpc("htable.stats", Summary = "Shows how full the tables are.")]
    public void Statistics(RpcCall call)
    {
        foreach (var (name, table) in _tables)
        {
            var (min, max, all) = Spread(table);
            call.AddStruct()
                .With("name", name)
                .With("slots", 1L << table.Options.SizeBits)
                .With("all", all)
                .With("min", min)
                .With("max", max);
        }
    }

    [Rpc("htable.get", Summary = "Shows one key.")]
    public void Get(RpcCall call)
    {
        if (!TryTable(call, 2, out var table))
            return;

        var key = call.Text(1)!;
        if (!table.TryGet(key, Now, out var item))
        {
            call.Fault(500, "Key name doesn't exist in htable.");
            return;
        }

        var left = item.Expires == long.MaxValue ? "NEVER" : ((item.Expires - Now) / 1000).ToString(CultureInfo.InvariantCulture);
        call.AddStruct().With("item", RpcValue.Struct()
            .With("name", key)
            .With("value", ValueOf(item))
            .With("flags", item.Value.IsText ? 2 : 0)
            .With("expire", left));
    }

    [Rpc("htable.dump", Summary = "Shows all keys of a table.", IsList = true)]
    public void Dump(RpcCall call)
    {
        if (!TryTable(call, 1, out var table))
            return;

        var slots = new SortedDictionary<uint, List<KeyValuePair<string, TableItem>>>();
        foreach (var pair in table.Live(Now))
        {
            var slot = SlotOf(table, pair.Key);
            if (!slots.TryGetValue(slot, out var items))
                slots.Add(slot, items = []);

            items.Add(pair);
        }

        foreach (var (slot, items) in slots)
        {
            var list = RpcValue.Array();
            foreach (var (key, item) in items)
                list.Item(RpcValue.Struct().With("name", key).With("value", ValueOf(item)).With("type", item.Value.IsText ? "str" : "int"));

            call.AddStruct().With("entry", slot).With("size", items.Count).With("slot", list);
        }
    }

    [Rpc("htable.sets", Summary = "Sets a key to text.")]
    public void SetText(RpcCall call) => Set(call, ScriptValue.Of(call.Text(2)), 3, null);

    [Rpc("htable.seti", Summary = "Sets a key to a number.")]
    public void SetNumber(RpcCall call) => Set(call, call.Integer(2) is { } number ? ScriptValue.Of(number) : default, 3, null);

    [Rpc("htable.setxs", Summary = "Sets a key to text, with seconds to live.")]
    public void SetTextExpiring(RpcCall call) => Set(call, ScriptValue.Of(call.Text(2)), 4, call.Integer(3));

    [Rpc("htable.setxi", Summary = "Sets a key to a number, with seconds to live.")]
    public void SetNumberExpiring(RpcCall call) =>
        Set(call, call.Integer(2) is { } number ? ScriptValue.Of(number) : default, 4, call.Integer(3));

    [Rpc("htable.setex", Summary = "Sets the seconds to live of a key.")]
    public void SetExpiry(RpcCall call)
    {
        if (!TryTable(call, 3, out var table))
            return;

        if (call.Integer(2) is not { } seconds || !table.SetExpiry(call.Text(1)!, seconds, Now))
            call.Fault(500, "Key name doesn't exist in htable.");
        else
            call.Add("Ok");
    }

    [Rpc("htable.delete", Summary = "Deletes a key.")]
    public void Delete(RpcCall call)
    {
        if (!TryTable(call, 2, out var table))
            return;

        if (table.Remove(call.Text(1)!))
            call.Add("Ok. Key deleted.");
        else
            call.Fault(404, "Key not found in htable.");
    }

    [Rpc("htable.flush", Summary = "Empties a table.")]
    public void Flush(RpcCall call)
    {
        if (!TryTable(call, 1, out var table))
            return;

        table.Clear();
        call.Add("Ok. Htable flushed.");
    }

    [Rpc("htable.reload", Summary = "Loads a table from its database.")]
    public static void ReloadTable(RpcCall call) => call.Fault(500, "No htable db_url");

    [Rpc("htable.store", Summary = "Writes a table to its database.")]
    public static void Store(RpcCall call) => call.Fault(500, "No htable db_url");

    private void Set(RpcCall call, in ScriptValue value, int arity, long? seconds)
    {
        if (!TryTable(call, arity, out var table))
            return;

        if (!value.IsDefined || arity == 4 && seconds is null)
        {
            call.Fault(500, "Not enough parameters or wrong format");
            return;
        }

        var key = call.Text(1)!;
        if (!table.Set(key, value, Now))
        {
            call.Fault(500, "Failed to set the item");
            return;
        }

        if (seconds is { } left)
            table.SetExpiry(key, left, Now);

        call.Add(KeySet);
    }

    private bool TryTable(RpcCall call, int arity, out HashTable table)
    {
        table = null!;
        if (call.Parameters.Count < arity)
            call.Fault(500, "Not enough parameters");
        else if (Find(call.Text(0)!) is { } found)
            table = found;
        else
            call.Fault(500, "No such htable");

        return table is not null;
    }

    private (long Min, long Max, long All) Spread(HashTable table)
    {
        var counts = new Dictionary<uint, long>();
        var all = 0L;
        foreach (var (key, _) in table.Live(Now))
        {
            var slot = SlotOf(table, key);
            counts[slot] = counts.GetValueOrDefault(slot) + 1;
            all++;
        }

        var min = counts.Count < 1L << table.Options.SizeBits ? 0 : long.MaxValue;
        var max = 0L;
        foreach (var count in counts.Values)
        {
            min = Math.Min(min, count);
            max = Math.Max(max, count);
        }

        return (min, max, all);
    }

    private static uint SlotOf(HashTable table, string key) => CoreHash.Of(key) & ((1u << table.Options.SizeBits) - 1);

    private static RpcValue ValueOf(in TableItem item) => item.Value.IsText ? RpcValue.Of(item.Value.ToText()) : RpcValue.Of(item.Value.Number);
}
