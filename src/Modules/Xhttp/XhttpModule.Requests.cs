using System.Buffers;
using Microsoft.Extensions.Logging;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Tap;
using Signalbox.Engine.Transport;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Xhttp;

/// <content>The way of a request into the route.</content>
internal sealed partial class XhttpModule
{
    private const int MaxViaBytes = 96;

    /// <inheritdoc />
    public bool Received(WorkerState worker, ReadOnlySpan<byte> bytes, in ReceivedFrom from)
    {
        if (from.Protocol is not (TransportProtocol.Tcp or TransportProtocol.Tls) || !HttpText.IsRequest(bytes, out var url, out var headers) || worker.Pinned is not { } snapshot)
            return false;

        MessageTap.Received(snapshot, worker, bytes, from);
        if ((_match is { } match && !RegexMatches.IsMatch(match, url)) || (_skip is { } skip && RegexMatches.IsMatch(skip, url)))
        {
            _log.LogDebug("HTTP request from {Address} not wanted by url_match or url_skip", from.Remote);
            return true;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(bytes.Length + MaxViaBytes);
        var context = worker.Rent();
        try
        {
            context.Snapshot = snapshot;
            context.Received = from;
            var length = HttpText.AddVia(worker, bytes, headers, from, buffer);
            if (context.Message.TryParseHttp(buffer, length))
                Request.Run(context);
            else
                _log.LogWarning("HTTP request from {Address} not used: {Error}", from.Remote, context.Message.Error);
        }
        finally
        {
            worker.Return(context);
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return true;
    }
}
