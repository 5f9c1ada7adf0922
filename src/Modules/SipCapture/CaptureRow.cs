using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.SipCapture;

/// <summary>Fills a row of <c>sip_capture</c> from a message.</summary>
internal readonly ref struct CaptureRow
{
    private static readonly byte[][] RtpHeaders =
    [
        "X-RTP-Stat-Add"u8.ToArray(), "X-RTP-Stat-T38"u8.ToArray(), "X-RTP-Stat"u8.ToArray(), "P-RTP-Stat"u8.ToArray(),
        "X-Siemens-RTP-stats"u8.ToArray(), "X-NG-RTP-STATS"u8.ToArray(), "RTP-RxStat"u8.ToArray(),
    ];

    private readonly StoredRow _row;
    private readonly SipMessage _message;
    private readonly CaptureSettings _settings;

    /// <summary>Works on an empty row.</summary>
    public CaptureRow(StoredRow row, SipMessage message, CaptureSettings settings)
    {
        _row = row;
        _message = message;
        _settings = settings;
    }

    /// <summary>Fills all columns.</summary>
    /// <returns>False when From, To or Contact is broken and such messages are not kept, or Call-ID or CSeq is missing.</returns>
    public bool TryFill(in CaptureOrigin origin)
    {
        if (!_message.TryGetCallId(out var callId) || !_message.TryGetCSeq(out _) || !(TryFillAddresses() || _settings.KeepsBadMessages))
            return false;

        FillFirstLine();
        FillHeaders();
        FillOrigin(origin, callId);
        Set(CaptureColumn.Message, _message.Bytes);
        return true;
    }

    /// <summary>Puts texts into the custom columns that the script gives; undefined and empty ones leave what the header said.</summary>
    public void SetCustom(ReadOnlySpan<ScriptValue> fields)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            if (fields[i].IsUndefinedOrEmpty)
                continue;

            fields[i].WriteTo(_row.OpenText((int)CaptureColumn.CustomField1 + i));
            _row.CloseText((int)CaptureColumn.CustomField1 + i);
        }
    }

    private void FillFirstLine()
    {
        if (!_message.IsRequest)
        {
            Set(CaptureColumn.Method, _message.Bytes.Slice(_message.FirstLine.Start + 8, 3));
            Set(CaptureColumn.ReplyReason, _message.Reason);
            Set(CaptureColumn.Type, 2);
            return;
        }

        Set(CaptureColumn.Method, _message.MethodText);
        Set(CaptureColumn.RequestUri, _message.RequestUri);
        Set(CaptureColumn.Type, 1);
        TrySetUri(_message.Span(_message.RequestUri), CaptureColumn.RequestUser, CaptureColumn.RequestDomain);
    }

    private bool TryFillAddresses()
    {
        var isGood = _message.TryGetFrom(out var from) && TrySetUri(_message.Span(from.Uri), CaptureColumn.FromUser, CaptureColumn.FromDomain);
        Set(CaptureColumn.FromTag, from.Tag);
        isGood &= _message.TryGetTo(out var to) && TrySetUri(_message.Span(to.Uri), CaptureColumn.ToUser, CaptureColumn.ToDomain);
        Set(CaptureColumn.ToTag, to.Tag);
        return TryFillContact() && isGood;
    }

    private bool TryFillContact()
    {
        if (_message.Find(HeaderName.Contact) < 0)
            return true;

        var contacts = new NameAddressReader(_message, HeaderName.Contact);
        if (!contacts.TryRead(out var contact) || !contact.IsValid)
            return false;

        if (contact.Address.IsStar)
        {
            Set(CaptureColumn.ContactUser, "*"u8);
            return true;
        }

        var text = _message.Span(contact.Address.Uri);
        if (!SipUriParser.TryParse(text, out var uri))
            return false;

        Set(CaptureColumn.ContactUser, text.Slice(uri.User.Start, uri.User.Length));
        Set(CaptureColumn.ContactIp, text.Slice(uri.Host.Start, uri.Host.Length));
        Set(CaptureColumn.ContactPort, uri.Port);
        return true;
    }

    private void FillHeaders()
    {
        FillIdentity();
        FillAuthUser();
        if (_message.TryGetVia(out var via))
            Set(CaptureColumn.ViaBranch, via.Branch);

        SetHeader(CaptureColumn.Via, HeaderName.Via);
        SetHeader(CaptureColumn.CSeq, HeaderName.CSeq);
        SetHeader(CaptureColumn.Diversion, HeaderName.Diversion);
        SetHeader(CaptureColumn.Reason, HeaderName.Reason);
        SetHeader(CaptureColumn.ContentType, HeaderName.ContentType);
        SetHeader(CaptureColumn.UserAgent, HeaderName.UserAgent);
        SetFirst(CaptureColumn.CallIdALeg, _settings.ALegHeaders);
        SetFirst(CaptureColumn.RtpStatistics, RtpHeaders);
        for (var i = 0; i < _settings.CustomHeaders.Length; i++)
            SetFirst(CaptureColumn.CustomField1 + i, _settings.CustomHeaders.AsSpan(i, 1));

        FillOriginator();
    }

    private void FillIdentity()
    {
        foreach (var name in (ReadOnlySpan<HeaderName>)[HeaderName.PAssertedIdentity, HeaderName.PPreferredIdentity, HeaderName.RemotePartyId])
        {
            if (_message.Find(name) < 0)
                continue;

            var identities = new NameAddressReader(_message, name);
            if (identities.TryRead(out var identity) && identity.IsValid)
                TrySetUri(_message.Span(identity.Address.Uri), CaptureColumn.IdentityUser, domain: null);

            return;
        }
    }

    private void FillAuthUser()
    {
        var index = _message.Find(HeaderName.ProxyAuthorization);
        if (index < 0)
            index = _message.Find(HeaderName.Authorization);

        if (index < 0)
            return;

        var value = _message.Span(_message.Header(index).Value);
        var start = value.IndexOf("username=\""u8);
        if (start < 0)
            return;

        var user = value[(start + 10)..];
        var end = user.IndexOfAny((byte)'"', (byte)'@');
        if (end >= 0)
            Set(CaptureColumn.AuthUser, user[..end]);
    }

    private void FillOriginator()
    {
        var index = _message.Find("X-OIP"u8);
        if (index < 0)
            return;

        var value = _message.Span(_message.Header(index).Value);
        var colon = value.LastIndexOf((byte)':');
        var hasPort = colon > 0 && IntegerText.TryParse(value[(colon + 1)..], out var port) && port is >= 0 and <= ushort.MaxValue;
        Set(CaptureColumn.OriginatorIp, hasPort ? value[..colon] : value);
        if (hasPort && IntegerText.TryParse(value[(colon + 1)..], out port))
            Set(CaptureColumn.OriginatorPort, port);
    }

    private void FillOrigin(in CaptureOrigin origin, TextRange callId)
    {
        var received = origin.Received;
        Set(CaptureColumn.CallId, callId);
        Set(CaptureColumn.CorrelationId, origin.Packet is { CorrelationId.IsEmpty: false } packet ? packet.CorrelationId : _message.Span(callId));
        Set(CaptureColumn.Date, origin.UtcTicks);
        Set(CaptureColumn.Microseconds, origin.Microseconds);
        SetHost(CaptureColumn.SourceIp, received.Remote);
        Set(CaptureColumn.SourcePort, received.Remote.Port);
        SetHost(CaptureColumn.DestinationIp, origin.Destination);
        Set(CaptureColumn.DestinationPort, origin.Destination.Port);
        Set(CaptureColumn.Protocol, (int)received.Protocol);
        Set(CaptureColumn.Family, received.Remote.Family);
        NodeColumn.Write(_row, (int)CaptureColumn.Node, _settings.Node, origin);
    }

    private bool TrySetUri(ReadOnlySpan<byte> text, CaptureColumn user, CaptureColumn? domain)
    {
        if (!SipUriParser.TryParse(text, out var uri))
            return false;

        Set(user, text.Slice(uri.User.Start, uri.User.Length));
        if (domain is { } column)
            Set(column, text.Slice(uri.Host.Start, uri.Host.Length));

        return true;
    }

    private void SetHeader(CaptureColumn column, HeaderName name)
    {
        var index = _message.Find(name);
        if (index >= 0)
            Set(column, _message.Header(index).Value);
    }

    private void SetFirst(CaptureColumn column, ReadOnlySpan<byte[]> names)
    {
        foreach (var name in names)
        {
            var index = _message.Find(name);
            if (index < 0)
                continue;

            Set(column, _message.Header(index).Value);
            return;
        }
    }

    private void SetHost(CaptureColumn column, in HostEndPoint endPoint)
    {
        if (endPoint.IsSet)
            endPoint.WriteHost(_row.OpenText((int)column), brackets: false);
        else
            _row.OpenText((int)column);

        _row.CloseText((int)column);
    }

    private void Set(CaptureColumn column, TextRange range) => _row.Set((int)column, _message.Span(range));

    private void Set(CaptureColumn column, ReadOnlySpan<byte> text) => _row.Set((int)column, text);

    private void Set(CaptureColumn column, long number) => _row.Set((int)column, number);
}
