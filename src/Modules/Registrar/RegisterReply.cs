using Signalbox.Engine.Values;

namespace Signalbox.Modules.Registrar;

/// <summary>How a REGISTER is answered.</summary>
/// <param name="code">Status code.</param>
/// <param name="reason">Reason phrase.</param>
/// <param name="error">Text of P-Registrar-Error; empty when there is none.</param>
/// <param name="result">What save returns.</param>
internal sealed class RegisterReply(int code, string reason, string error, int result = -1)
{
    private readonly byte[] _reason = Latin1.ToBytes(reason);
    private readonly byte[] _error = Latin1.ToBytes(error);

    /// <summary>Status code.</summary>
    public int Code { get; } = code;

    /// <summary>Reason phrase.</summary>
    public ReadOnlySpan<byte> Reason => _reason;

    /// <summary>Text of P-Registrar-Error; empty when there is none.</summary>
    public ReadOnlySpan<byte> Error => _error;

    /// <summary>What save returns.</summary>
    public int Result { get; } = result;

    public static RegisterReply Inserted { get; } = Ok(1);

    public static RegisterReply Updated { get; } = Ok(2);

    public static RegisterReply Removed { get; } = Ok(3);

    public static RegisterReply Fetched { get; } = Ok(4);

    public static RegisterReply BadMessage { get; } = Bad("Message parse error");

    public static RegisterReply BadContact { get; } = Bad("Contact parse error");

    public static RegisterReply BadAddress { get; } = Bad("Address of record cannot be read");

    public static RegisterReply BadPreference { get; } = Bad("Invalid q parameter in Contact");

    public static RegisterReply BadStar { get; } = Bad("* used in contact and expires is not zero");

    public static RegisterReply BadCSeq { get; } = Bad("Invalid CSeq number");

    public static RegisterReply TooLong { get; } = Bad("Contact is too long");

    public static RegisterReply TooBrief { get; } = new(423, "Interval Too Brief", "Expires is below the minimum");

    public static RegisterReply NoPathSupport { get; } = new(420, "Bad Extension", "Path is not supported by the user agent");

    public static RegisterReply TooMany { get; } = new(503, "Service Unavailable", "Too many registered contacts", -2);

    private static RegisterReply Ok(int result) => new(200, "OK", string.Empty, result);

    private static RegisterReply Bad(string error) => new(400, "Bad Request", error);
}
