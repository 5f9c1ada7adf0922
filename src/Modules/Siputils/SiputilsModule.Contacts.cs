using Signalbox.Engine.Buffers;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Siputils;

/// <content>Contacts whose address is kept inside the one that others see.</content>
internal sealed partial class SiputilsModule
{
    private const RouteKinds ContactRoutes = RouteKinds.Request | RouteKinds.OnReply | RouteKinds.Reply | RouteKinds.Branch | RouteKinds.Failure;

    private delegate bool UriChanger(ReadOnlySpan<byte> uri, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, byte separator, ByteWriter output);

    [Parameter("contact_flds_separator", Default = "*", Summary = "Character between the fields of encode_contact.")]
    public string FieldSeparator { get; set; } = "*";

    private byte Separator => FieldSeparator.Length == 0 ? (byte)'*' : (byte)FieldSeparator[0];

    /// <summary>-1 when there is no Contact, or one that cannot be written so.</summary>
    [Function("encode_contact", Routes = RouteKinds.Request | RouteKinds.OnReply | RouteKinds.Reply, Summary = "Contacts become sip:prefix*user*password*host*port*transport@address.")]
    public ReturnCode EncodeContact(RoutingContext context, ScriptValue prefix, ScriptValue address) =>
        ChangeContacts(context, prefix, address, static (uri, first, second, separator, output) => ContactEncoding.TryEncode(uri, first, separator, second, output));

    /// <summary>-1 when the user has not the fields.</summary>
    [Function("decode_contact", Routes = RouteKinds.Request, Summary = "The request URI becomes the contact that encode_contact put into it.")]
    public ReturnCode DecodeContact(RoutingContext context) =>
        ChangeRequestUri(context, default, static (uri, _, _, separator, output) => ContactEncoding.TryDecode(uri, separator, output));

    /// <summary>-1 when there is no Contact, or one without the fields.</summary>
    [Function("decode_contact_header", Routes = RouteKinds.Request | RouteKinds.OnReply | RouteKinds.Reply | RouteKinds.Failure, Summary = "Contacts become what they were before encode_contact.")]
    public ReturnCode DecodeContactHeader(RoutingContext context) =>
        ChangeContacts(context, default, default, static (uri, _, _, separator, output) => ContactEncoding.TryDecode(uri, separator, output));

    /// <summary>-1 when there is no Contact.</summary>
    [Function("contact_param_encode", Routes = ContactRoutes, Summary = "Contacts become address;name=…, with the contact as base64url in the parameter.")]
    public ReturnCode EncodeContactParameter(RoutingContext context, ScriptValue name, ScriptValue address) =>
        ChangeContacts(context, name, address, static (uri, first, second, _, output) => WriteParameter(uri, first, second, output));

    /// <summary>-1 when there is no Contact, or one that is no SIP URI.</summary>
    [Function("contact_param_encode_alias", Routes = ContactRoutes, Summary = "Contacts become user@address;name=host~port~transport, as set_contact_alias writes it.")]
    public ReturnCode EncodeContactAlias(RoutingContext context, ScriptValue name, ScriptValue address) =>
        ChangeContacts(context, name, address, static (uri, first, second, _, output) => ContactParameter.TryEncodeAlias(uri, first, second, output));

    [Function("contact_param_decode", Routes = ContactRoutes, Summary = "Contacts with the parameter become the contact in it; others stay.")]
    public ReturnCode DecodeContactParameter(RoutingContext context, ScriptValue name) => ReturnCode.Of(
        ChangeContacts(context, name, default, static (uri, first, _, _, output) => DecodedOrSame(uri, first, output)).Value > 0);

    /// <summary>1 also without the parameter, which changes nothing.</summary>
    [Function("contact_param_decode_ruri", Routes = RouteKinds.Request | RouteKinds.Branch | RouteKinds.Failure, Summary = "A request URI with the parameter becomes the contact in it.")]
    public ReturnCode DecodeRequestParameter(RoutingContext context, ScriptValue name)
    {
        ChangeRequestUri(context, name, static (uri, first, _, _, output) => ContactParameter.TryDecode(uri, first, output));
        return ReturnCode.True;
    }

    [Function("contact_param_check", Surface = Surfaces.Kemi, Routes = ContactRoutes, Summary = "True when every contact URI has the parameter.")]
    public ReturnCode HasContactParameter(RoutingContext context, ScriptValue name) =>
        ChangeContacts(context, name, default, static (uri, first, _, _, output) =>
        {
            var has = ContactParameter.TryRemove(uri, first, output);
            output.Clear();
            output.Write(uri);
            return has;
        });

    [Function("contact_param_rm", Routes = ContactRoutes, Summary = "Takes a parameter of the contact URIs out.")]
    public ReturnCode RemoveContactParameter(RoutingContext context, ScriptValue name) =>
        ChangeContacts(context, name, default, static (uri, first, _, _, output) => RemovedOrSame(uri, first, output));

    private static bool WriteParameter(ReadOnlySpan<byte> uri, ReadOnlySpan<byte> name, ReadOnlySpan<byte> address, ByteWriter output)
    {
        ContactParameter.Encode(uri, name, address, output);
        return true;
    }

    private static bool DecodedOrSame(ReadOnlySpan<byte> uri, ReadOnlySpan<byte> name, ByteWriter output)
    {
        if (ContactParameter.TryDecode(uri, name, output))
            return true;

        output.Clear();
        output.Write(uri);
        return true;
    }

    private static bool RemovedOrSame(ReadOnlySpan<byte> uri, ReadOnlySpan<byte> name, ByteWriter output)
    {
        if (!ContactParameter.TryRemove(uri, name, output))
            output.Write(uri);

        return true;
    }

    // Nothing changes when one of the contacts cannot.
    private ReturnCode ChangeContacts(RoutingContext context, in ScriptValue first, in ScriptValue second, UriChanger change)
    {
        using var one = new ValueBytes(context.Worker, first);
        using var two = new ValueBytes(context.Worker, second);
        var output = context.Worker.RentWriter();
        var result = ReturnCode.False;
        for (var isTrial = true; ; isTrial = false)
        {
            var contacts = new NameAddressReader(context.Message, HeaderName.Contact);
            while (contacts.TryRead(out var contact))
            {
                if (contact.Address.IsStar)
                    continue;

                output.Clear();
                var uri = contact.Address.Uri;
                var needsBrackets = contact.IsValid && (uri.Start == 0 || context.Message.Buffer[uri.Start - 1] != (byte)'<');
                var good = contact.IsValid && change(context.Message.Span(uri), one.Span, two.Span, Separator, output);
                result = ReturnCode.Of(good);
                if (!good)
                    break;

                if (!isTrial && !context.Message.Span(uri).SequenceEqual(output.Written))
                    Put(context, uri, needsBrackets && output.Written.IndexOf((byte)';') >= 0, output.Written);
            }

            if (!isTrial || result.Value < 0)
                break;
        }

        context.Worker.Return(output);
        return result;
    }

    // Parameters behind a URI without brackets would be those of the header.
    private static void Put(RoutingContext context, TextRange place, bool inBrackets, ReadOnlySpan<byte> uri)
    {
        var output = context.Worker.RentWriter();
        if (inBrackets)
            output.Write((byte)'<');

        output.Write(uri);
        if (inBrackets)
            output.Write((byte)'>');

        context.Edits.Replace(place, output.Written);
        context.Worker.Return(output);
    }

    private ReturnCode ChangeRequestUri(RoutingContext context, in ScriptValue first, UriChanger change)
    {
        using var one = new ValueBytes(context.Worker, first);
        var output = context.Worker.RentWriter();
        var good = change(context.RequestUri, one.Span, default, Separator, output);
        if (good)
            context.NewRequestUri.Set(output.Written);

        context.Worker.Return(output);
        return ReturnCode.Of(good);
    }
}
