using Microsoft.Extensions.Logging;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Sdpops.Api;

namespace Signalbox.Modules.Rtpproxy;

/// <content>Sending commands to the right proxy.</content>
internal sealed partial class RtpproxyModule
{
    private const int MaxExtraIdBytes = 256;

    // What is asked at the start, with the version of the protocol that has what is used here.
    private static readonly string[] Probes = ["V", "VF 20050322", "VF 20071116", "VF 20081102"];

    private bool Probe(ProxyNode node)
    {
        foreach (var text in Probes)
        {
            if (Send(node, Latin1.ToBytes(text)) is { } reply && (text == Probes[0] || reply is [(byte)'1', ..]))
                continue;

            _log.LogWarning("rtpproxy {Url} does not answer, or not in a version that is known; it is left alone for {Seconds} s", node.Address.Url, DisableSeconds);
            node.Disable(TimeSpan.FromSeconds(DisableSeconds));
            return false;
        }

        node.Enable();
        return true;
    }

    private byte[]? Send(ProxyNode node, ReadOnlyMemory<byte> command) => node.Ask(command.Span, Tries, TimeSpan.FromSeconds(TimeoutSeconds));

    private byte[]? SendOrDisable(ProxyNode node, ReadOnlyMemory<byte> command)
    {
        var reply = Send(node, command);
        if (reply is null)
        {
            _log.LogError("rtpproxy {Url} does not answer, it is left alone for {Seconds} s", node.Address.Url, DisableSeconds);
            node.Disable(TimeSpan.FromSeconds(DisableSeconds));
        }
        else if (reply is [(byte)'E', ..])
        {
            _log.LogError("rtpproxy {Url} refuses: {Reply}", node.Address.Url, ShownText.Of(Latin1.ToText(reply)));
        }

        return reply;
    }

    private ProxyNode? Choose(RoutingContext context, ReadOnlySpan<byte> callId)
    {
        var id = context.Items.Get(Chosen)?.Id ?? 0;
        if (!_sets.TryGetValue(id, out var set))
        {
            _log.LogError("there is no set {Set} of media proxies", id);
            return null;
        }

        foreach (var node in set.Nodes)
        {
            if (node.IsDue && !node.IsDisabledForGood)
                Probe(node);
        }

        var chosen = set.Choose(callId);
        if (chosen is null)
            _log.LogError("no media proxy of set {Set} answers", id);
        else if (_nodeAvp is not null)
            SetNode(context, chosen);

        return chosen;
    }

    private void SetNode(RoutingContext context, ProxyNode node)
    {
        context.Avps.RemoveAll(_nodeAvp!);
        context.Avps.Push(_nodeAvp!, ScriptValue.Of(node.Address.Url));
    }

    /// <summary>Offers or answers with the session description of the message.</summary>
    private ReturnCode Exchange(RoutingContext context, char command, string flags, string address)
    {
        var message = context.Message;
        var letters = ProxyFlags.Parse(flags);
        var announced = default(HostEndPoint);
        if (address.Length > 0 && !HostEndPoint.TryParseAddress(Latin1.ToBytes(address), 0, out announced))
        {
            _log.LogError("found \"{Text}\", expected an address for the session description", ShownText.Of(address));
            return ReturnCode.False;
        }

        if (!TryReadExtraId(context, letters, out var extraId) || SdpBody.Find(message, out var body) != SdpOutcome.Found || !ProxyTags.TryRead(context, command, out var tags) || SdpPlaces.Read(message, body) is not { } places)
            return ReturnCode.False;

        var isMarked = MarkLine.Length > 0 && message.Span(body).IndexOf(Latin1.ToBytes(MarkLine.TrimEnd())) >= 0;
        if ((isMarked && !letters.IsForced) || Choose(context, message.Span(tags.CallId)) is not { } node)
            return ReturnCode.False;

        if (!new ProxyExchange(context, places, letters, announced) { ExtraId = extraId }.Run(node, command, tags, SendOrDisable))
            return ReturnCode.False;

        if (MarkLine.Length > 0 && !isMarked)
            context.Edits.InsertBefore(body.End, Latin1.ToBytes(message.Span(body).EndsWith("\n"u8) ? MarkLine : $"\r\n{MarkLine}"));

        return ReturnCode.True;
    }

    /// <summary>What flag <c>b</c> puts behind the Call-ID; the peer writes an undefined variable as &lt;null&gt;.</summary>
    private bool TryReadExtraId(RoutingContext context, ProxyFlags letters, out string extraId)
    {
        extraId = string.Empty;
        if (!letters.HasExtraId)
            return true;

        if (_extraId is null)
        {
            _log.LogError("found flag b, expected extra_id_pv to be set");
            return false;
        }

        var value = _extraId.Read(context);
        extraId = $";{(value.IsDefined ? value.ToText() : "<null>")}";
        if (extraId.Length <= MaxExtraIdBytes && extraId.AsSpan().IndexOfAnyInRange('\0', ' ') < 0)
            return true;

        _log.LogError("found {Count} bytes in {Variable}, expected {Limit} at most and no blank among them", extraId.Length - 1, ExtraIdVariable, MaxExtraIdBytes - 1);
        return false;
    }

    /// <summary>Sends a command about the call of the message; null when that failed.</summary>
    private byte[]? Tell(RoutingContext context, string command, string more = "", bool isSwapped = false, bool isNumbered = false, string extraId = "")
    {
        if (!ProxyTags.TryRead(context, command[0], out var tags) || Choose(context, context.Message.Span(tags.CallId)) is not { } node)
            return null;

        var message = context.Message;
        var text = context.Worker.RentWriter();
        text.Write(command);
        text.Write((byte)' ');
        text.Write(message.Span(tags.CallId));
        text.Write(extraId);
        text.Write(more);
        foreach (var tag in isSwapped ? [tags.To, tags.From] : (ReadOnlySpan<Engine.Messages.TextRange>)[tags.From, tags.To])
        {
            if (tag.IsEmpty)
                continue;

            text.Write((byte)' ');
            text.Write(message.Span(tag));
            text.Write(isNumbered ? ";1"u8 : ""u8);
        }

        var bytes = text.Written.ToArray();
        context.Worker.Return(text);
        return SendOrDisable(node, bytes) is { } reply && reply is not [(byte)'E', ..] ? reply : null;
    }
}
