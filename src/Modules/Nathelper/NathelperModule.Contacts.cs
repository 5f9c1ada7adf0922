using Microsoft.Extensions.Logging;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Nathelper;

/// <content>Changes of Contact, and the way back from what they left there.</content>
internal sealed partial class NathelperModule
{
    private const int NothingToDo = 2;

    /// <summary>1; -1 without a Contact that is a SIP URI.</summary>
    [Function("fix_nated_contact", Routes = NotInFailure, Summary = "Puts the address and port of the sender into the Contact URI.")]
    public static ReturnCode FixContact(RoutingContext context)
    {
        if (!ContactPlace.TryFind(context, out var contact))
            return ReturnCode.False;

        var source = context.Worker.RentWriter();
        context.Received.Remote.WriteTo(source);
        context.Edits.Replace(new TextRange(contact.Host.Start, contact.HostPortEnd - contact.Host.Start), source.Written);
        context.Worker.Return(source);
        return ReturnCode.True;
    }

    /// <summary>1; -1 without a Contact that is a SIP URI.</summary>
    [Function("set_contact_alias", Kemi = "set_contact_alias/0", Routes = NotInFailure, Summary = "Adds ;alias= with the address of the sender at the end of the Contact URI; with an argument of 1 an old one goes.")]
    public ReturnCode SetAlias(RoutingContext context, int trim = 0)
    {
        if (!ContactPlace.TryFind(context, out var contact))
            return ReturnCode.False;

        var alias = context.Worker.RentWriter();
        _alias.Write(context.Received.Remote, context.Received.Protocol, alias);
        if (trim != 0 && _alias.TryFind(context.Message.Span(contact.Parameters), last: true, out var old, out _))
            context.Edits.Remove(new TextRange(contact.Parameters.Start + old.Start, old.Length));

        Insert(context, contact, contact.HeadersStart, alias);
        return ReturnCode.True;
    }

    /// <summary>As set_contact_alias with trim.</summary>
    [Function("set_contact_alias_trim", Surface = Surfaces.Kemi, Routes = NotInFailure, Summary = "As set_contact_alias; an old alias goes.")]
    public ReturnCode SetAliasTrim(RoutingContext context) => SetAlias(context, 1);

    /// <summary>1; 2 without a Contact; -1 when it is no SIP URI.</summary>
    [Function("add_contact_alias", Kemi = "add_contact_alias/0", Routes = NotInFailure, Summary = "Adds ;alias= with the address of the sender behind host and port of the Contact URI.")]
    public ReturnCode AddAlias(RoutingContext context) => AddAlias(context, context.Received.Remote, context.Received.Protocol);

    /// <summary>1; 2 without a Contact; -1 when it is no SIP URI or an argument is wrong.</summary>
    [Function("add_contact_alias", Kemi = "add_contact_alias_addr/3", Routes = Everywhere, Summary = "Adds ;alias= with an address, port and transport behind host and port of the Contact URI.")]
    public ReturnCode AddAlias(RoutingContext context, ScriptValue ip, ScriptValue port, ScriptValue proto)
    {
        using var host = new ValueBytes(context.Worker, ip);
        using var name = new ValueBytes(context.Worker, proto);
        if (!port.TryToInteger(out var number) || number is < 1 or > ushort.MaxValue
            || !HostEndPoint.TryParseAddress(host.Span, (int)number, out var address) || !TransportProtocols.TryParse(name.Span, out var protocol))
        {
            _log.LogError("add_contact_alias: found \"{Host}\", \"{Port}\", \"{Transport}\", expected an IP address, a port and a transport", ShownText.Of(ip.ToText()), ShownText.Of(port.ToText()), ShownText.Of(proto.ToText()));
            return ReturnCode.False;
        }

        return AddAlias(context, address, protocol);
    }

    /// <summary>1 done, 2 there is none, -1 it is not of the form.</summary>
    [Function("handle_ruri_alias", Kemi = "handle_ruri_alias/0,handle_ruri_alias_mode/1", Routes = RouteKinds.Request | RouteKinds.Branch | RouteKinds.BranchFailure | RouteKinds.Event, Summary = "Takes ;alias= out of the request URI and makes it the next hop: 1 done, 2 there is none, -1 it is broken. Mode 1 takes the last of several.")]
    public ReturnCode HandleAlias(RoutingContext context, int mode = 0)
    {
        var uri = context.RequestUri;
        if (!SipUriParser.TryParse(uri, out var parsed))
            return ReturnCode.False;

        if (!_alias.TryFind(uri.Slice(parsed.Parameters.Start, parsed.Parameters.Length), last: mode != 0, out var whole, out var value))
            return NothingToDo;

        var text = context.Worker.RentWriter();
        var good = AliasText.TryWriteUri(uri.Slice(parsed.Parameters.Start + value.Start, value.Length), text);
        if (good)
        {
            context.DestinationUri.Set(text.Written);
            text.Clear();
            text.Write(uri[..(parsed.Parameters.Start + whole.Start)]);
            text.Write(uri[(parsed.Parameters.Start + whole.End)..]);
            context.NewRequestUri.Set(text.Written);
        }

        context.Worker.Return(text);
        return ReturnCode.Of(good);
    }

    /// <summary>1, or -1 when Contact has no alias.</summary>
    [Function("set_alias_to_pv", Routes = RouteKinds.Any, Summary = "Puts the URI that ;alias= of the Contact stands for into a variable.")]
    public ReturnCode AliasToVariable(RoutingContext context, [Assigned] VariableReference pv)
    {
        if (!ContactPlace.TryFind(context, out var contact))
            return ReturnCode.False;

        var parameters = context.Message.Span(contact.Parameters);
        if (!_alias.TryFind(parameters, last: false, out _, out var value))
            return ReturnCode.False;

        var uri = context.Worker.RentWriter();
        var good = AliasText.TryWriteUri(parameters.Slice(value.Start, value.Length), uri) && pv.Write(context, ScriptValue.Of(Latin1.ToText(uri.Written)));
        context.Worker.Return(uri);
        return ReturnCode.Of(good);
    }

    private ReturnCode AddAlias(RoutingContext context, in HostEndPoint address, TransportProtocol protocol)
    {
        if (context.Message.Find(HeaderName.Contact) < 0)
            return NothingToDo;

        if (!ContactPlace.TryFind(context, out var contact))
            return ReturnCode.False;

        var alias = context.Worker.RentWriter();
        _alias.Write(address, protocol, alias);
        Insert(context, contact, contact.HostPortEnd, alias);
        return ReturnCode.True;
    }

    // Without brackets the alias would be a parameter of the header, not of the URI.
    private static void Insert(RoutingContext context, in ContactPlace contact, int place, ByteWriter alias)
    {
        if (!contact.HasBrackets)
        {
            context.Edits.InsertBefore(contact.Uri.Start, "<"u8);
            alias.Write((byte)'>');
        }

        context.Edits.InsertBefore(place, alias.Written);
        context.Worker.Return(alias);
    }
}
