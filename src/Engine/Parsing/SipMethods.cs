using Signalbox.Engine.Messages;

namespace Signalbox.Engine.Parsing;

/// <summary>Names of the methods.</summary>
public static class SipMethods
{
    /// <summary>Finds a method; case counts (RFC 3261 §7.1).</summary>
    /// <returns><see cref="SipMethod.Other"/> for a name without a number, <see cref="SipMethod.None"/> for empty text.</returns>
    public static SipMethod Lookup(ReadOnlySpan<byte> name) => name.Length switch
    {
        0 => SipMethod.None,
        3 => Three(name),
        4 => Four(name),
        5 => name.SequenceEqual("PRACK"u8) ? SipMethod.Prack
            : name.SequenceEqual("REFER"u8) ? SipMethod.Refer : SipMethod.Other,
        6 => Six(name),
        7 => Seven(name),
        8 => name.SequenceEqual("REGISTER"u8) ? SipMethod.Register : SipMethod.Other,
        9 => name.SequenceEqual("SUBSCRIBE"u8) ? SipMethod.Subscribe : SipMethod.Other,
        _ => SipMethod.Other,
    };

    /// <summary>The name on the wire; empty for <see cref="SipMethod.None"/>, <see cref="SipMethod.Other"/> and for sets.</summary>
    public static ReadOnlySpan<byte> Name(SipMethod method) => method switch
    {
        SipMethod.Invite => "INVITE"u8,
        SipMethod.Cancel => "CANCEL"u8,
        SipMethod.Ack => "ACK"u8,
        SipMethod.Bye => "BYE"u8,
        SipMethod.Info => "INFO"u8,
        SipMethod.Register => "REGISTER"u8,
        SipMethod.Subscribe => "SUBSCRIBE"u8,
        SipMethod.Notify => "NOTIFY"u8,
        SipMethod.Message => "MESSAGE"u8,
        SipMethod.Options => "OPTIONS"u8,
        SipMethod.Prack => "PRACK"u8,
        SipMethod.Update => "UPDATE"u8,
        SipMethod.Refer => "REFER"u8,
        SipMethod.Publish => "PUBLISH"u8,
        SipMethod.Kdmq => "KDMQ"u8,
        SipMethod.Get => "GET"u8,
        SipMethod.Post => "POST"u8,
        SipMethod.Put => "PUT"u8,
        SipMethod.Delete => "DELETE"u8,
        _ => default,
    };

    private static SipMethod Three(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("ACK"u8) ? SipMethod.Ack
        : name.SequenceEqual("BYE"u8) ? SipMethod.Bye
        : name.SequenceEqual("GET"u8) ? SipMethod.Get
        : name.SequenceEqual("PUT"u8) ? SipMethod.Put : SipMethod.Other;

    private static SipMethod Four(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("INFO"u8) ? SipMethod.Info
        : name.SequenceEqual("KDMQ"u8) ? SipMethod.Kdmq
        : name.SequenceEqual("POST"u8) ? SipMethod.Post : SipMethod.Other;

    private static SipMethod Six(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("INVITE"u8) ? SipMethod.Invite
        : name.SequenceEqual("CANCEL"u8) ? SipMethod.Cancel
        : name.SequenceEqual("NOTIFY"u8) ? SipMethod.Notify
        : name.SequenceEqual("UPDATE"u8) ? SipMethod.Update
        : name.SequenceEqual("DELETE"u8) ? SipMethod.Delete : SipMethod.Other;

    private static SipMethod Seven(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("OPTIONS"u8) ? SipMethod.Options
        : name.SequenceEqual("MESSAGE"u8) ? SipMethod.Message
        : name.SequenceEqual("PUBLISH"u8) ? SipMethod.Publish : SipMethod.Other;
}
