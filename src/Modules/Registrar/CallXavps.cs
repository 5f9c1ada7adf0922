using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Pv.Api;
using Signalbox.Modules.Usrloc.Api;

namespace Signalbox.Modules.Registrar;

/// <summary>The XAVPs of the parameters xavp_cfg and xavp_rcd.</summary>
/// <param name="values">The store; null when neither is set.</param>
/// <param name="settings">Name of the one with settings; empty = none.</param>
/// <param name="record">Name of the one that gets the contact; empty = none.</param>
internal sealed class CallXavps(IStructuredValues? values, string settings, string record)
{
    private static readonly string[] Fields = ["ruid", "contact", "expires", "received", "path"];

    /// <summary>Neither of them.</summary>
    public static CallXavps None { get; } = new(null, string.Empty, string.Empty);

    /// <summary>A number among the settings of the call, or what holds without one.</summary>
    public long Number(RoutingContext context, string field, long otherwise) =>
        values is not null && settings.Length > 0 && values.Read(context, settings, field).TryToInteger(out var number) ? number : otherwise;

    /// <summary>Shows a contact to the script.</summary>
    public void Show(RoutingContext context, Contact contact, long now)
    {
        if (values is null || record.Length == 0)
            return;

        ScriptValue[] shown =
        [
            Text(contact.Ruid), Text(contact.Uri), ScriptValue.Of(Math.Max(0, contact.Expires - now)), Text(contact.Received), Text(contact.Path),
        ];
        values.Push(context, record, Fields, shown);
    }

    private static ScriptValue Text(byte[] text) => text.Length == 0 ? ScriptValue.Undefined : ScriptValue.Of(text, 0, text.Length);
}
