using Signalbox.Engine.Transport;

namespace Signalbox.Engine.Routing;

/// <summary>One further destination of a request (append_branch, lookup).</summary>
public sealed class Branch
{
    /// <summary>Request URI of the branch.</summary>
    public ReusableText Uri { get; } = new();

    /// <summary>Next hop (<c>$du</c>); not set = the URI decides.</summary>
    public ReusableText DestinationUri { get; } = new();

    /// <summary>Path: value of the Route header to add, without name; not set = none.</summary>
    public ReusableText Path { get; } = new();

    /// <summary>Unique record id of the contact; not set when the branch does not come from usrloc.</summary>
    public ReusableText Ruid { get; } = new();

    /// <summary>User agent of the contact; empty when unknown.</summary>
    public ReusableText UserAgent { get; } = new();

    /// <summary>Instance of the contact (<c>+sip.instance</c>); empty when unknown.</summary>
    public ReusableText Instance { get; } = new();

    /// <summary>Number of the connection to send on; 0 = by address.</summary>
    public long ConnectionId { get; set; }

    /// <summary>q in thousandths, -1 when not given.</summary>
    public int Q { get; set; } = -1;

    /// <summary>Branch flags 0..31.</summary>
    public uint Flags { get; set; }

    /// <summary>Socket to send from, or null.</summary>
    public ListenSocket? ForcedSocket { get; set; }

    /// <summary>Takes over another branch.</summary>
    public void CopyFrom(Branch other)
    {
        Uri.Set(other.Uri);
        DestinationUri.Set(other.DestinationUri);
        Path.Set(other.Path);
        Ruid.Set(other.Ruid);
        UserAgent.Set(other.UserAgent);
        Instance.Set(other.Instance);
        ConnectionId = other.ConnectionId;
        Q = other.Q;
        Flags = other.Flags;
        ForcedSocket = other.ForcedSocket;
    }

    /// <summary>Forgets everything; keeps the memory.</summary>
    public void Clear()
    {
        Uri.Clear();
        DestinationUri.Clear();
        Path.Clear();
        Ruid.Clear();
        UserAgent.Clear();
        Instance.Clear();
        ConnectionId = 0;
        Q = -1;
        Flags = 0;
        ForcedSocket = null;
    }
}
