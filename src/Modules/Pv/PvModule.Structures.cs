using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Pv.Api;

namespace Signalbox.Modules.Pv;

/// <content><c>$xavp</c>, <c>$xavi</c> (names without case) and <c>$xavu</c> (one value per name).</content>
internal sealed partial class PvModule
{
    private static readonly ItemSlot<XavpStore> XavpSlot = new();
    private static readonly ItemSlot<XavpStore> XaviSlot = new();
    private static readonly ItemSlot<XavpStore> XavuSlot = new();

    [PseudoVariable("xavp", Inner = InnerName.Indexed, Parser = nameof(ParseXavp), Store = "xavp", Summary = "Structured value: root=>field; assigning without an index adds a root.")]
    public static ScriptValue Xavp(RoutingContext context, in VariableKey key) => Read(context, XavpSlot, key);

    [PseudoVariableWriter("xavp")]
    public static bool SetXavp(RoutingContext context, in VariableKey key, in ScriptValue value) => Write(context, XavpSlot, key, value);

    [PseudoVariable("xavi", Inner = InnerName.Indexed, Parser = nameof(ParseXavp), Store = "xavi", Summary = "As $xavp, names without case.")]
    public static ScriptValue Xavi(RoutingContext context, in VariableKey key) => Read(context, XaviSlot, key);

    [PseudoVariableWriter("xavi")]
    public static bool SetXavi(RoutingContext context, in VariableKey key, in ScriptValue value) => Write(context, XaviSlot, key, value);

    [PseudoVariable("xavu", Inner = InnerName.Indexed, Parser = nameof(ParseXavp), Store = "xavu", Summary = "Structured value with one value per name: root, root=>field.")]
    public static ScriptValue Xavu(RoutingContext context, in VariableKey key) => Read(context, XavuSlot, key);

    [PseudoVariableWriter("xavu")]
    public static bool SetXavu(RoutingContext context, in VariableKey key, in ScriptValue value) => Write(context, XavuSlot, key, value);

    internal static object? ParseXavp(string inner, out string? error)
    {
        var key = XavpKey.Parse(inner);
        error = key is null ? $"'{inner}': {XavpKey.Expected}" : null;
        return key;
    }

    private static ScriptValue Read(RoutingContext context, ItemSlot<XavpStore> slot, in VariableKey key) =>
        KeyOf(context, key) is { } parsed ? Read(context, slot, parsed) : ScriptValue.Undefined;

    private static bool Write(RoutingContext context, ItemSlot<XavpStore> slot, in VariableKey key, in ScriptValue value) =>
        KeyOf(context, key) is { } parsed && Write(context, slot, parsed, value);

    /// <summary>The name at hand; null when an index is no number.</summary>
    internal static XavpKey? KeyOf(RoutingContext context, in VariableKey key) => key.Parsed switch
    {
        XavpKey known => known,
        IndexedName { Parsed: XavpKey known } indexed => known.With(context, indexed.First, indexed.Second),
        _ => XavpKey.Parse(key.Name),
    };

    private static ScriptValue Read(RoutingContext context, ItemSlot<XavpStore> slot, XavpKey key) =>
        XavpStore.Find(context, slot)?.Get(key) ?? ScriptValue.Undefined;

    private static bool Write(RoutingContext context, ItemSlot<XavpStore> slot, XavpKey key, in ScriptValue value)
    {
        if (XavpStore.Find(context, slot) is { } store)
            return store.Set(key, value);

        return !value.IsDefined || Make(context, slot).Set(key, value);
    }

    /// <inheritdoc />
    public bool Push(RoutingContext context, string name, ReadOnlySpan<string> fields, ReadOnlySpan<ScriptValue> values) =>
        (XavpStore.Find(context, XavpSlot) ?? Make(context, XavpSlot)).Push(name, fields, values);

    /// <inheritdoc />
    public ScriptValue Read(RoutingContext context, string name, string field) =>
        XavpStore.Find(context, XavpSlot)?.Read(name, field) ?? ScriptValue.Undefined;

    /// <inheritdoc />
    public void WriteParameters(RoutingContext context, string name, Engine.Buffers.ByteWriter output) =>
        XavpStore.Find(context, XavpSlot)?.WriteParameters(name, output);

    /// <inheritdoc />
    public ScriptValue Newest(RoutingContext context, string name, string field) =>
        XavpStore.Find(context, XavpSlot)?.Newest(name, field) ?? ScriptValue.Undefined;

    /// <inheritdoc />
    public bool DropNewest(RoutingContext context, string name) => XavpStore.Find(context, XavpSlot)?.DropNewest(name) ?? false;

    /// <inheritdoc />
    public IReadOnlyList<StructuredValue> All(RoutingContext context) => XavpStore.Find(context, XavpSlot)?.CopyAll() ?? [];

    private static XavpStore Make(RoutingContext context, ItemSlot<XavpStore> slot)
    {
        var comparison = ReferenceEquals(slot, XaviSlot) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        var store = new XavpStore(comparison, isUnique: ReferenceEquals(slot, XavuSlot));
        context.Items.Set(slot, store);
        return store;
    }
}
