using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;
using Signalbox.Modules.Sdpops.Api;

namespace Signalbox.Modules.Rtpengine;

/// <content>Sending commands to the right server.</content>
internal sealed partial class RtpengineModule
{
    private const int MaxKnownFlags = 256;
    private readonly ConcurrentDictionary<string, NgFlags> _flags = new(StringComparer.Ordinal);

    private ReturnCode Exchange(RoutingContext context, NgCommand command, string flags, string viaBranch)
    {
        var sdp = context.Worker.RentWriter();
        var place = default(TextRange);
        var good = TryReadSdp(context, sdp, ref place)
            && Ask(context, command, flags, viaBranch, sdp.Written) is { } reply
            && BencodeReader.TryFindText(reply, "sdp"u8, out var changed)
            && Put(context, place, changed);
        context.Worker.Return(sdp);
        return ReturnCode.Of(good);
    }

    private bool TryReadSdp(RoutingContext context, Engine.Buffers.ByteWriter sdp, ref TextRange place)
    {
        if (AvpOf(ReadSdpVariable) is { } name)
        {
            context.Avps.Get(name).WriteTo(sdp);
            return sdp.Length > 0;
        }

        if (SdpBody.Find(context.Message, out place) != SdpOutcome.Found)
        {
            _log.LogDebug("the message has no SDP");
            return false;
        }

        sdp.Write(context.Message.Span(place));
        return true;
    }

    private bool Put(RoutingContext context, TextRange place, ReadOnlySpan<byte> sdp)
    {
        if (AvpOf(WriteSdpVariable) is { } name)
        {
            context.Avps.RemoveAll(name);
            context.Avps.Push(name, ScriptValue.Of(Latin1.ToText(sdp)));
        }
        else if (place == context.Message.Body)
        {
            context.Edits.SetBody(sdp);
        }
        else
        {
            context.Edits.Replace(place, sdp);
        }

        return true;
    }

    private byte[]? Ask(RoutingContext context, NgCommand command, string flags, string viaBranch, ReadOnlySpan<byte> sdp)
    {
        if (!context.Message.TryGetCallId(out var callId))
            return null;

        var text = context.Worker.RentWriter();
        var words = FlagsOf(viaBranch.Length > 0 ? $"{flags} via-branch=extra" : flags);
        var extra = viaBranch.Length > 0 || AvpOf(ExtraIdVariable) is not { } name ? viaBranch : context.Avps.Get(name).ToText();
        var reply = NgRequest.TryWrite(context, command, words, sdp, extra, text)
            ? AskOne(context, command, Latin1.ToText(words.CallId ?? context.Message.Span(callId)), text.Written)
            : null;
        context.Worker.Return(text);
        return reply;
    }

    private byte[]? AskOne(RoutingContext context, NgCommand command, string callId, ReadOnlySpan<byte> text)
    {
        var silent = new List<MediaNode>();
        while (silent.Count < NodesLimit && Choose(context, callId, silent) is { } node)
        {
            if (node.Ask(text, _timing) is { } reply)
            {
                Remember(context, command, callId, node);
                return IsGood(reply, command, node) ? reply : null;
            }

            _log.LogError("rtpengine {Url} does not answer, it is left alone for {Seconds} s", node.Address.Url, (int)_timing.Pause.TotalSeconds);
            node.Disable(_timing.Pause);
            Calls.Forget(callId);
            silent.Add(node);
        }

        _log.LogError("{Command}: no rtpengine server is left that answers", Latin1.ToText(NgRequest.NameOf(command)));
        return null;
    }

    private MediaNode? Choose(RoutingContext context, string callId, List<MediaNode> silent)
    {
        if (Calls.Find(callId) is { } known && !silent.Contains(known) && (!known.IsDisabled || AllowOperation != 0))
            return known;

        var choice = context.Items.Get(Chosen);
        var first = AvpOf(SetIdAvp) is { } name && context.Avps.Get(name).TryToInteger(out var number) ? (int)number : choice?.First ?? DefaultSet;
        return ChooseFrom(first, callId, silent) ?? (choice is { Second: >= 0 } ? ChooseFrom(choice.Second, callId, silent) : null);
    }

    private MediaNode? ChooseFrom(int id, string callId, List<MediaNode> silent)
    {
        if (!_sets.TryGetValue(id, out var set))
        {
            _log.LogError("there is no set {Set} of rtpengine servers", id);
            return null;
        }

        Recheck(set, silent, onlyDue: true);
        var bytes = Latin1.ToBytes(callId);
        if (set.Choose(bytes, silent) is { } node || AggressiveRedetection == 0)
            return set.Choose(bytes, silent);

        Recheck(set, silent, onlyDue: false);
        return set.Choose(bytes, silent);
    }

    private void Recheck(MediaSet set, List<MediaNode> silent, bool onlyDue)
    {
        foreach (var node in set.Nodes)
        {
            if (node.IsDisabled && !node.IsDisabledForGood && !silent.Contains(node) && (!onlyDue || node.IsDue))
                Ping(node);
        }
    }

    private void Remember(RoutingContext context, NgCommand command, string callId, MediaNode node)
    {
        if (command == NgCommand.Delete)
            Calls.Forget(callId);
        else
            Calls.Note(callId, node, TimeSpan.FromSeconds(CallSeconds));

        if (AvpOf(NodeVariable) is not { } name)
            return;

        context.Avps.RemoveAll(name);
        context.Avps.Push(name, ScriptValue.Of(node.Address.Url));
    }

    private bool IsGood(ReadOnlySpan<byte> reply, NgCommand command, MediaNode node)
    {
        if (BencodeReader.TryFindText(reply, "result"u8, out var result) && !result.SequenceEqual("error"u8))
            return true;

        BencodeReader.TryFindText(reply, "error-reason"u8, out var reason);
        _log.LogError("rtpengine {Url} refuses {Command}: {Reason}", node.Address.Url, Latin1.ToText(NgRequest.NameOf(command)), ShownText.Of(Latin1.ToText(reason)));
        return false;
    }

    private NgFlags FlagsOf(string text)
    {
        if (_flags.TryGetValue(text, out var known))
            return known;

        var flags = NgFlags.Parse(text);
        if (_flags.Count < MaxKnownFlags)
            _flags.TryAdd(text, flags);

        return flags;
    }

    private static string? AvpOf(string variable) => variable.Length == 0 ? null : AvpNames.OfVariable(variable);
}
