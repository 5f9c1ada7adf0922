using System.Text;

namespace Signalbox.Interop.Tests.Control.Fuzz;

/// <summary>
/// A FIFO: one stream for all clients. Behind each request goes a probe; a damaged request may swallow it, and is then given
/// up by the server when it is too long, which line ends see to.
/// </summary>
internal abstract class FifoFuzz : FuzzDoor
{
    private const int FirstNumber = 900_000_000;
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(150);
    private static readonly byte[] Filling = Encoding.ASCII.GetBytes(new string('\n', 70_000));
    private readonly FileStream _fifo;
    private readonly ReplyPipe _replies;
    private int _number = FirstNumber;

    protected FifoFuzz(string name, string path, string replyPath)
        : base(name)
    {
        ReplyName = Path.GetFileName(replyPath);
        _fifo = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        _replies = new ReplyPipe(replyPath);
    }

    /// <summary>Name of the FIFO for replies.</summary>
    protected string ReplyName { get; }

    /// <inheritdoc />
    public override string? Ask(byte[] request)
    {
        _fifo.Write(request);
        var first = _number + 1;
        var replies = Probe(Glance);
        while (replies is null)
        {
            Assert.True(_number - first < 3, $"{Name}: nothing is answered any more behind {Convert.ToHexString(request)}");
            _fifo.Write(Filling);
            replies = Probe(Patience);
        }

        // An earlier probe may have been late only.
        for (var earlier = first; earlier < _number; earlier++)
            replies = replies.Replace(ProbeReply(earlier), string.Empty, StringComparison.Ordinal);

        return replies.Length == 0 ? null : Kind(replies);
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        _replies.Dispose();
        _fifo.Dispose();
    }

    /// <summary>A good request that is answered with the number.</summary>
    protected abstract string ProbeRequest(int number);

    /// <summary>Its reply.</summary>
    protected abstract string ProbeReply(int number);

    /// <summary>Kind of the replies to one request, of which a damaged one may be several.</summary>
    protected abstract string Kind(string replies);

    private string? Probe(TimeSpan patience)
    {
        _number++;
        _fifo.Write(Encoding.ASCII.GetBytes($"\n\n{ProbeRequest(_number)}"));
        return _replies.TakeUpTo(ProbeReply(_number), patience);
    }
}
