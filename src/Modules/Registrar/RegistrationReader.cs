using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Usrloc.Api;

namespace Signalbox.Modules.Registrar;

/// <summary>Reads what a REGISTER asks for (RFC 3261 §10.3).</summary>
/// <param name="locations">The location tables.</param>
/// <param name="settings">Parameters.</param>
/// <param name="origin">Where requests come from.</param>
internal sealed class RegistrationReader(ILocations locations, RegistrarSettings settings, ContactOrigin origin)
{
    /// <summary>Reads the message.</summary>
    /// <param name="context">The REGISTER.</param>
    /// <param name="flags">Flags of save.</param>
    /// <param name="registration">Is given what the message asks for.</param>
    /// <returns>Why it is refused, or null.</returns>
    public RegisterReply? Read(RoutingContext context, SaveFlags flags, Registration registration)
    {
        var message = context.Message;
        if (!message.TryGetCallId(out var callId) || !message.TryGetCSeq(out var cseq))
            return RegisterReply.BadMessage;

        var path = settings.UsesPath ? PathHeader.Join(message) : [];
        registration.Begin(locations, new RegisterOrigin(context, callId, cseq.Number, origin.ReceivedOf(context, path), path, origin.SocketOf(context)));
        registration.MaxContacts = (int)Math.Clamp(settings.Xavps.Number(context, "max_contacts", settings.MaxContacts), 0, int.MaxValue);
        registration.IsOnly = (flags & SaveFlags.OneContact) != SaveFlags.None;
        var general = ReadExpires(message);
        var methods = MethodSet.OfAllow(message);
        var regId = 0;
        var values = new NameAddressReader(message, HeaderName.Contact);
        while (values.TryRead(out var value))
        {
            if (!value.IsValid)
                return RegisterReply.BadContact;

            registration.IsStar |= value.Address.IsStar;
            if (value.Address.IsStar)
                continue;

            if (Read(context, value.Address, methods, general, flags, ref regId, out var requested) is { } refusal)
                return refusal;

            registration.Add(requested);
        }

        return registration.IsStar && general != 0 ? RegisterReply.BadStar : null;
    }

    private static long? ReadExpires(SipMessage message)
    {
        var index = message.Find(HeaderName.Expires);
        return index >= 0 && IntegerText.TryParse(message.Span(message.Header(index).Value), out var seconds) && seconds >= 0 ? seconds : null;
    }

    private static TextRange Parameter(SipMessage message, TextRange parameters, ReadOnlySpan<byte> name) =>
        ParameterReader.TryGet(message.Span(parameters), name, out TextRange value) ? new TextRange(parameters.Start + value.Start, value.Length) : default;

    private RegisterReply? Read(
        RoutingContext context, in NameAddress address, uint allowed, long? general, SaveFlags flags, ref int regId, out RequestedContact requested)
    {
        requested = default;
        var message = context.Message;
        var parameters = message.Span(address.Parameters);
        var q = settings.DefaultQ;
        if (ParameterReader.TryGet(parameters, "q"u8, out TextRange text)
            && !QValue.TryParse(parameters.Slice(text.Start, text.Length), out q))
            return RegisterReply.BadPreference;

        q = QOverride.Of(context) ?? q;
        if (address.Uri.Length > settings.MaxContactLength)
            return RegisterReply.TooLong;

        if (!TryLimit(ExpiresOf(parameters, general, flags), flags, out var seconds))
            return RegisterReply.TooBrief;

        // The peer hands a reg-id on to the contacts after it that have none; its users see it in replies.
        if (SipChars.TryReadNumber(message.Span(Parameter(message, address.Parameters, "reg-id"u8)), out var given))
            regId = given;

        var methods = Parameter(message, address.Parameters, "methods"u8);
        requested = new RequestedContact(
            address.Uri,
            Parameter(message, address.Parameters, "+sip.instance"u8),
            locations.Now + seconds,
            q,
            regId,
            methods.IsEmpty ? allowed : MethodSet.Of(message.Span(methods)),
            seconds == 0);
        return null;
    }

    private long ExpiresOf(ReadOnlySpan<byte> parameters, long? general, SaveFlags flags)
    {
        var wanted = general;
        if (ParameterReader.TryGet(parameters, "expires"u8, out TextRange text))
            wanted = IntegerText.TryParse(parameters.Slice(text.Start, text.Length), out var seconds) && seconds >= 0 ? seconds : null;

        var life = wanted ?? settings.DefaultExpires;
        return (flags & SaveFlags.AnyExpires) != SaveFlags.None ? life : Shorten(life, wanted is null ? settings.DefaultExpiresRange : settings.ExpiresRange);
    }

    // So that phones which came at the same time do not come back at the same time.
    private static long Shorten(long life, int percent)
    {
        life = Math.Min(life, int.MaxValue);
        var most = life * percent / 100;
        return most > 0 ? life - Random.Shared.NextInt64(most + 1) : life;
    }

    private bool TryLimit(long seconds, SaveFlags flags, out long limited)
    {
        limited = Math.Min(seconds, int.MaxValue);
        if (seconds == 0 || (flags & SaveFlags.AnyExpires) != SaveFlags.None)
            return true;

        if (seconds < settings.MinExpires && settings.RefusesBrief)
            return false;

        limited = Math.Max(limited, settings.MinExpires);
        if (settings.MaxExpires > 0)
            limited = Math.Min(limited, settings.MaxExpires);

        return true;
    }
}
