using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Pv;

/// <summary>Queues changes of From and To; each part is replaced by itself so that several assignments add up.</summary>
internal static class AddressEdits
{
    /// <summary>Replaces the URI.</summary>
    public static bool SetUri(RoutingContext context, in NameAddress address, in ScriptValue value)
    {
        if (!value.IsText || value.TextLength == 0)
            return false;

        using var bytes = new ValueBytes(context.Worker, value);
        if (IsBracketed(context, address))
        {
            context.Edits.Replace(address.Uri, bytes.Span);
            return true;
        }

        // Without brackets the parameters of a new URI would become those of the header.
        context.Edits.InsertBefore(address.Uri.Start, "<"u8);
        context.Edits.Replace(address.Uri, bytes.Span);
        context.Edits.InsertBefore(address.Uri.End, ">"u8);
        return true;
    }

    /// <summary>Replaces the user; undefined or empty removes it.</summary>
    public static bool SetUser(RoutingContext context, in NameAddress address, in ScriptValue value)
    {
        if (value.IsInteger || !TryUri(context, address, out var uri))
            return false;

        var start = address.Uri.Start;
        if (value.TextLength == 0)
        {
            if (uri.HasUser && uri.Host.Length > 0)
                context.Edits.Remove(new TextRange(start + uri.User.Start, uri.Host.Start - uri.User.Start));

            return uri.Host.Length > 0;
        }

        using var bytes = new ValueBytes(context.Worker, value);
        if (uri.HasUser)
        {
            context.Edits.Replace(uri.User with { Start = start + uri.User.Start }, bytes.Span);
            return true;
        }

        context.Edits.InsertBefore(start + uri.Host.Start, bytes.Span);
        context.Edits.InsertBefore(start + uri.Host.Start, "@"u8);
        return true;
    }

    /// <summary>Replaces the host.</summary>
    public static bool SetHost(RoutingContext context, in NameAddress address, in ScriptValue value)
    {
        if (!value.IsText || value.TextLength == 0 || !TryUri(context, address, out var uri) || uri.Host.IsEmpty)
            return false;

        using var bytes = new ValueBytes(context.Worker, value);
        context.Edits.Replace(uri.Host with { Start = address.Uri.Start + uri.Host.Start }, bytes.Span);
        return true;
    }

    /// <summary>Replaces the display name, quotes to be given with it; undefined or empty removes it.</summary>
    public static bool SetDisplayName(RoutingContext context, in NameAddress address, in ScriptValue value)
    {
        if (value.IsInteger)
            return false;

        using var bytes = new ValueBytes(context.Worker, value);
        if (!address.DisplayName.IsEmpty)
        {
            context.Edits.Replace(address.DisplayName, bytes.Span);
            return true;
        }

        if (bytes.Span.IsEmpty)
            return true;

        if (IsBracketed(context, address))
        {
            context.Edits.InsertBefore(address.Uri.Start - 1, bytes.Span);
            context.Edits.InsertBefore(address.Uri.Start - 1, " "u8);
            return true;
        }

        context.Edits.InsertBefore(address.Uri.Start, bytes.Span);
        context.Edits.InsertBefore(address.Uri.Start, " <"u8);
        context.Edits.InsertBefore(address.Uri.End, ">"u8);
        return true;
    }

    private static bool IsBracketed(RoutingContext context, in NameAddress address) =>
        address.Uri.Start > 0 && context.Message.Buffer[address.Uri.Start - 1] == (byte)'<';

    private static bool TryUri(RoutingContext context, in NameAddress address, out SipUri uri) =>
        SipUriParser.TryParse(context.Message.Span(address.Uri), out uri);
}
