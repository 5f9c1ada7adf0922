using Signalbox.Engine.Buffers;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Tm;

/// <summary>Puts the challenges of all branches that want credentials into the one reply that goes upstream (RFC 3261 §16.7 (7)).</summary>
internal static class Challenges
{
    /// <summary>True for a reply that carries challenges.</summary>
    public static bool Wants(int code) => code is 401 or 407;

    /// <summary>Writes the picked reply with the challenges of the others.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="picked">The branch whose reply goes upstream.</param>
    /// <param name="scratch">A message to parse into.</param>
    /// <param name="output">Gets the reply.</param>
    /// <returns>False when there is nothing to add; nothing is written then.</returns>
    public static bool Merge(Transaction transaction, UacBranch picked, SipMessage scratch, ByteWriter output)
    {
        if (!picked.Reply.TryParse(scratch))
            return false;

        var end = scratch.HeadersEnd;
        output.Write(picked.Reply.Bytes[..end]);
        for (var i = 0; i < transaction.BranchCount; i++)
        {
            var other = transaction.Branch(i)!;
            if (!ReferenceEquals(other, picked) && !other.IsDiscarded && Wants(other.Status) && other.Reply.TryParse(scratch))
                Copy(scratch, output);
        }

        if (output.Length == end)
        {
            output.Clear();
            return false;
        }

        output.Write(picked.Reply.Bytes[end..]);
        return true;
    }

    private static void Copy(SipMessage reply, ByteWriter output)
    {
        for (var i = 0; i < reply.HeaderCount; i++)
        {
            var name = reply.Span(reply.Header(i).Name);
            if (!Latin1.EqualsIgnoreCase(name, "WWW-Authenticate"u8) && !Latin1.EqualsIgnoreCase(name, "Proxy-Authenticate"u8))
                continue;

            output.Write(reply.Span(reply.Header(i).Line).TrimEnd("\r\n"u8));
            output.Write("\r\n"u8);
        }
    }
}
