namespace Signalbox.Modules.Tm;

/// <summary>Chooses the final reply among branches that all failed (RFC 3261 §16.7 (6); spec sip-core 7c).</summary>
internal static class ReplyPicker
{
    private const int NoReply = 32000;

    /// <summary>The branch with the best reply; the first of equals; null when none competes.</summary>
    public static UacBranch? Pick(Transaction transaction, int fakedPriority)
    {
        UacBranch? best = null;
        var bestPriority = int.MaxValue;
        for (var i = 0; i < transaction.BranchCount; i++)
        {
            var branch = transaction.Branch(i)!;
            if (branch.IsDiscarded || !branch.HasFinal)
                continue;

            var priority = Priority(branch.Status) + (branch.IsLocal ? fakedPriority : 0);
            if (priority >= bestPriority)
                continue;

            best = branch;
            bestPriority = priority;
        }

        return best;
    }

    /// <summary>Priority of a status code; lower wins.</summary>
    public static int Priority(int code) => (code / 100) switch
    {
        0 => NoReply,
        1 => 11000 + code % 100,
        2 => code % 100,
        6 => 1000 + code % 100,
        3 => 3000 + code % 100,
        4 when code is 401 or 407 or 415 or 420 or 484 => 4000 + code % 100,
        4 => 4100 + code % 100,
        5 => 5000 + code % 100,
        _ => 10000 + code % 100,
    };
}
