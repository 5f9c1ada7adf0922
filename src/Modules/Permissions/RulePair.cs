namespace Signalbox.Modules.Permissions;

/// <summary>What a file allows and what another denies.</summary>
/// <param name="Allow">Rules that allow.</param>
/// <param name="Deny">Rules that deny.</param>
internal sealed record RulePair(IReadOnlyList<UriRule> Allow, IReadOnlyList<UriRule> Deny)
{
    /// <summary>True when an allowing rule matches, or no denying one does.</summary>
    public bool Allows(string left, string right) => Any(Allow, left, right) || !Any(Deny, left, right);

    private static bool Any(IReadOnlyList<UriRule> rules, string left, string right)
    {
        foreach (var rule in rules)
        {
            if (rule.Matches(left, right))
                return true;
        }

        return false;
    }
}
