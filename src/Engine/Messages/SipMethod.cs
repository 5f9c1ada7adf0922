namespace Signalbox.Engine.Messages;

/// <summary>The methods the engine knows; the numbers are the ones that <c>$rmid</c> shows. Bits, so that sets are masks.</summary>
[Flags]
public enum SipMethod
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>INVITE.</summary>
    Invite = 1,

    /// <summary>CANCEL.</summary>
    Cancel = 2,

    /// <summary>ACK.</summary>
    Ack = 4,

    /// <summary>BYE.</summary>
    Bye = 8,

    /// <summary>INFO.</summary>
    Info = 16,

    /// <summary>REGISTER.</summary>
    Register = 32,

    /// <summary>SUBSCRIBE.</summary>
    Subscribe = 64,

    /// <summary>NOTIFY.</summary>
    Notify = 128,

    /// <summary>MESSAGE.</summary>
    Message = 256,

    /// <summary>OPTIONS.</summary>
    Options = 512,

    /// <summary>PRACK.</summary>
    Prack = 1024,

    /// <summary>UPDATE.</summary>
    Update = 2048,

    /// <summary>REFER.</summary>
    Refer = 4096,

    /// <summary>PUBLISH.</summary>
    Publish = 8192,

    /// <summary>KDMQ.</summary>
    Kdmq = 16384,

    /// <summary>GET.</summary>
    Get = 32768,

    /// <summary>POST.</summary>
    Post = 65536,

    /// <summary>PUT.</summary>
    Put = 131072,

    /// <summary>DELETE.</summary>
    Delete = 262144,

    /// <summary>Any method without a number of its own; compare the text.</summary>
    Other = 524288,
}
