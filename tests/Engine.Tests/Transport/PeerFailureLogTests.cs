using Microsoft.Extensions.Logging;
using Signalbox.Engine.Transport;

namespace Signalbox.Engine.Tests.Transport;

public sealed class PeerFailureLogTests
{
    [Fact]
    public void Ten_lines_are_written_in_ten_seconds_and_the_others_counted()
    {
        var lines = new Lines();
        var log = new PeerFailureLog(lines);
        HostEndPoint.TryParseAddress("192.0.2.1"u8, 5061, out var peer);

        for (var i = 0; i < 25; i++)
            log.Write(i, "TLS handshake", peer, $"reason {i}");

        Assert.Equal(10, lines.Written.Count);
        Assert.Equal("TLS handshake with 192.0.2.1:5061 failed: reason 0", lines.Written[0]);

        log.Write(10_000, "TLS handshake", peer, "again");
        Assert.Equal(["15 more connections failed and were not logged", "TLS handshake with 192.0.2.1:5061 failed: again"], lines.Written[10..]);
    }

    private sealed class Lines : ILogger
    {
        public List<string> Written { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Written.Add(formatter(state, exception));
    }
}
