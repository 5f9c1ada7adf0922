using System.Globalization;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Storage.Api;
using Signalbox.Modules.Usrloc.Api;

namespace Signalbox.Modules.Usrloc;

/// <summary>Contacts as rows of the peer's table, and back.</summary>
/// <param name="usesDomain">True when addresses carry their domain.</param>
/// <param name="isBigTime">True when times are numbers.</param>
/// <param name="serverId">Number of this server.</param>
/// <param name="transports">Sockets by name.</param>
internal sealed class ContactCodec(bool usesDomain, bool isBigTime, int serverId, ITransportTable transports)
{
    /// <summary>The values of a row, in the order of <see cref="LocationColumns"/>.</summary>
    public SqlValue[] Row(Contact contact)
    {
        var (user, domain) = Split(contact.AddressOfRecord);
        return
        [
            SqlValue.Of(contact.Ruid),
            SqlValue.Of(user),
            domain is null ? SqlValue.Null : SqlValue.Of(domain),
            SqlValue.Of(contact.Uri),
            SqlValue.OrNull(contact.Received),
            SqlValue.OrNull(contact.Path),
            Time(contact.Expires),
            SqlValue.OfReal(contact.Q < 0 ? -1 : (double)contact.Q / QValue.Max),
            SqlValue.Of(contact.CallId),
            SqlValue.Of(contact.CSeq),
            Time(contact.LastModified),
            SqlValue.Of((int)contact.Flags),
            SqlValue.Of((int)contact.BranchFlags),
            SqlValue.Of(contact.UserAgent),
            SqlValue.Of(contact.Socket?.ToString()),
            contact.Methods == uint.MaxValue ? SqlValue.Null : SqlValue.Of((int)contact.Methods),
            SqlValue.OrNull(contact.Instance),
            SqlValue.Of(contact.RegId),
            SqlValue.Of(serverId),
            SqlValue.Of(contact.ConnectionId == 0 ? -1 : (int)contact.ConnectionId),
            SqlValue.Of(0),
            SqlValue.Of(0),
        ];
    }

    /// <summary>The values that find the rows of an address: user, and domain when it counts.</summary>
    public SqlValue[] Key(ReadOnlySpan<byte> address)
    {
        var (user, domain) = Split(address.ToArray());
        return domain is null ? [SqlValue.Of(user)] : [SqlValue.Of(user), SqlValue.Of(domain)];
    }

    /// <summary>A time as a value.</summary>
    public SqlValue Time(long unixSeconds) => isBigTime ? SqlValue.Of(unixSeconds) : SqlValue.OfTime(unixSeconds);

    /// <summary>The contact of a row.</summary>
    public Contact Read(ScriptValue[] row, long sequence)
    {
        var user = Text(row, LocationColumns.User);
        var domain = row[(int)LocationColumns.Domain].ToText();
        return new Contact
        {
            AddressOfRecord = usesDomain && domain.Length > 0 ? Latin1.ToBytes($"{Latin1.ToText(user)}@{domain}") : user,
            Uri = Text(row, LocationColumns.Contact),
            Ruid = Text(row, LocationColumns.Ruid),
            Expires = row[(int)LocationColumns.Expires].ToInteger(),
            Q = ReadQ(row[(int)LocationColumns.Q].ToText()),
            Received = Text(row, LocationColumns.Received),
            Path = Text(row, LocationColumns.Path),
            CallId = Text(row, LocationColumns.CallId),
            CSeq = (uint)row[(int)LocationColumns.CSeq].ToInteger(),
            UserAgent = Text(row, LocationColumns.UserAgent),
            Instance = Text(row, LocationColumns.Instance),
            RegId = (int)row[(int)LocationColumns.RegId].ToInteger(),
            Methods = row[(int)LocationColumns.Methods].IsDefined ? (uint)row[(int)LocationColumns.Methods].ToInteger() : uint.MaxValue,
            Flags = (uint)row[(int)LocationColumns.Flags].ToInteger(),
            BranchFlags = (uint)row[(int)LocationColumns.BranchFlags].ToInteger(),
            Socket = transports.FindByName(Text(row, LocationColumns.Socket)),
            LastModified = row[(int)LocationColumns.LastModified].ToInteger(),
            Sequence = sequence,
        };
    }

    private (byte[] User, byte[]? Domain) Split(byte[] address)
    {
        if (!usesDomain)
            return (address, null);

        var at = Array.IndexOf(address, (byte)'@');
        return at < 0 ? (address, []) : (address[..at], address[(at + 1)..]);
    }

    private static byte[] Text(ScriptValue[] row, LocationColumns column) => Latin1.ToBytes(row[(int)column].ToText());

    private static int ReadQ(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var q) && q is >= 0 and <= 1 ? (int)Math.Round(q * QValue.Max) : -1;
}
