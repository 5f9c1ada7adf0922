namespace Signalbox.Modules.Registrar;

/// <summary>Bits of the second argument of save.</summary>
[Flags]
internal enum SaveFlags
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Keep the contact in memory only, as everything is here.</summary>
    MemoryOnly = 1,

    /// <summary>Do not answer.</summary>
    NoReply = 2,

    /// <summary>Forget the other contacts of the address.</summary>
    OneContact = 4,

    /// <summary>Ignore min_expires and max_expires.</summary>
    AnyExpires = 8,

    /// <summary>Prepare the answer; reg_send_reply sends it.</summary>
    HoldReply = 16,
}
