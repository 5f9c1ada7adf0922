using Signalbox.Engine.Messages;

namespace Signalbox.Modules.Auth;

/// <summary>What nonces promise.</summary>
internal sealed record NonceSettings
{
    /// <summary>Life in seconds.</summary>
    public int ExpireSeconds { get; init; } = 300;

    /// <summary>Seconds that the clock of another server may be ahead.</summary>
    public int MaxDriftSeconds { get; init; } = 3;

    /// <summary>Uses of numbered nonces; null when they carry no number.</summary>
    public NonceUses? Uses { get; init; }

    /// <summary>True when the client's counter must grow.</summary>
    public bool CountsUses { get; init; }

    /// <summary>True when a nonce without counter is good once.</summary>
    public bool OnlyOnce { get; init; }

    /// <summary>Bound parts of REGISTER.</summary>
    public NonceChecks Register { get; init; }

    /// <summary>Bound parts of requests without To tag.</summary>
    public NonceChecks OutsideDialog { get; init; }

    /// <summary>Bound parts of requests with To tag.</summary>
    public NonceChecks InDialog { get; init; }

    /// <summary>Bound parts of a message.</summary>
    public NonceChecks ChecksFor(SipMessage message)
    {
        if (message.Method == SipMethod.Register)
            return Register;

        return message.HasToTag ? InDialog : OutsideDialog;
    }
}
