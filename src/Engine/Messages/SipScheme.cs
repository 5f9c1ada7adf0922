namespace Signalbox.Engine.Messages;

/// <summary>URI schemes the engine routes.</summary>
public enum SipScheme : byte
{
    /// <summary>Another scheme; not routable.</summary>
    Other,

    /// <summary>sip.</summary>
    Sip,

    /// <summary>sips.</summary>
    Sips,

    /// <summary>tel.</summary>
    Tel,

    /// <summary>tels.</summary>
    Tels,
}
