namespace Signalbox.Modules.Registrar;

/// <summary>What stands in <c>$ulc(profile=>attribute)</c>.</summary>
/// <param name="Profile">Name of the profile.</param>
/// <param name="Attribute">One of <see cref="Names"/>.</param>
internal sealed record ContactKey(string Profile, string Attribute)
{
    /// <summary>All attributes.</summary>
    public const string Names =
        "aor, domain, addr, path, received, expires, callid, q, cseq, flags, cflags, user_agent, socket, modified, methods, count, ruid, reg_id, instance, conid, server_id";

    private static readonly string[] All = Names.Split(", ");

    /// <summary>True for one of <see cref="Names"/>.</summary>
    public static bool IsKnown(string attribute) => Array.IndexOf(All, attribute) >= 0;

    /// <summary>Reads the inner name.</summary>
    public static object? Parse(string inner, out string? error)
    {
        var arrow = inner.IndexOf("=>", StringComparison.Ordinal);
        var attribute = arrow < 0 ? string.Empty : inner[(arrow + 2)..].Trim();
        error = arrow <= 0 ? $"'{inner}' is no profile=>attribute"
            : !IsKnown(attribute) ? $"unknown attribute '{attribute}'; expected {Names}"
            : null;
        return error is null ? new ContactKey(inner[..arrow].Trim(), attribute) : null;
    }
}
