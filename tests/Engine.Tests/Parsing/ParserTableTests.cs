using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Tests.Messages;
using Signalbox.Testing;
using Xunit;

namespace Signalbox.Engine.Tests.Parsing;

public sealed class ParserTableTests
{
    public static TheoryData<TableRow> Uris => TableFile.Read("Cases/uris.tsv");

    public static TheoryData<TableRow> Vias => TableFile.Read("Cases/vias.tsv");

    public static TheoryData<TableRow> Addresses => TableFile.Read("Cases/addresses.tsv");

    public static TheoryData<TableRow> CSeqs => TableFile.Read("Cases/cseqs.tsv");

    public static TheoryData<TableRow> HeaderNameRows => TableFile.Read("Cases/header-names.tsv");

    [Theory, MemberData(nameof(Uris))]
    public void Uri_has_the_parts_in_the_table(TableRow row)
    {
        var text = row["uri"];
        var valid = SipUriParser.TryParse(Sip.Bytes(text), out var uri);

        Check(row, "valid", valid ? "yes" : "no");
        if (!valid)
            return;

        Check(row, "scheme", uri.Scheme.ToString());
        Check(row, "user", Sip.Text(text, uri.User));
        Check(row, "password", Sip.Text(text, uri.Password));
        Check(row, "host", Sip.Text(text, uri.Host));
        Check(row, "port", uri.Port.ToString());
        Check(row, "parameters", Sip.Text(text, uri.Parameters));
        Check(row, "headers", Sip.Text(text, uri.Headers));
        Check(row, "transport", Sip.Text(text, uri.Transport));
        Check(row, "flags", string.Join(',', Flags(uri)));
    }

    [Theory, MemberData(nameof(Vias))]
    public void Via_has_the_parts_in_the_table(TableRow row)
    {
        var text = "..." + row["value"];
        var valid = ViaParser.TryParse(Sip.Bytes(row["value"]), 3, out var via);

        Check(row, "valid", valid ? "yes" : "no");
        if (!valid)
            return;

        Check(row, "transport", Sip.Text(text, via.TransportText));
        Check(row, "host", Sip.Text(text, via.Host));
        Check(row, "port", via.Port.ToString());
        Check(row, "branch", Sip.Text(text, via.Branch));
        Check(row, "received", Sip.Text(text, via.Received));
        Check(row, "rport", via.HasRport ? via.Rport.ToString() : "no");
        Check(row, "parameters", Sip.Text(text, via.Parameters));
        Check(row, "next", via.HasNextInLine ? "yes" : "no");
    }

    [Theory, MemberData(nameof(Addresses))]
    public void Address_has_the_parts_in_the_table(TableRow row)
    {
        var text = "..." + row["value"];
        var valid = NameAddressParser.TryParse(Sip.Bytes(row["value"]), 3, out var address);

        Check(row, "valid", valid ? "yes" : "no");
        if (!valid)
            return;

        Check(row, "display", Sip.Text(text, address.DisplayName));
        Check(row, "uri", Sip.Text(text, address.Uri));
        Check(row, "parameters", Sip.Text(text, address.Parameters));
        Check(row, "tag", Sip.Text(text, address.Tag));
        Assert.Equal(row["value"] == "*", address.IsStar);
    }

    [Theory, MemberData(nameof(CSeqs))]
    public void CSeq_has_the_parts_in_the_table(TableRow row)
    {
        var valid = CSeqParser.TryParse(Sip.Bytes(row["value"]), 0, out var cseq);

        Check(row, "valid", valid ? "yes" : "no");
        if (!valid)
            return;

        Check(row, "number", cseq.Number.ToString());
        Check(row, "method", cseq.Method.ToString());
    }

    [Theory, MemberData(nameof(HeaderNameRows))]
    public void Header_name_is_found(TableRow row)
    {
        Check(row, "id", HeaderNames.Lookup(Sip.Bytes(row["name"])).ToString());
        Check(row, "long", Values.Latin1.ToText(HeaderNames.LongName(Sip.Bytes(row["name"]))));
    }

    [Theory]
    [InlineData(";a=b;c;d=\"x;y\" ; e = f", "a", true, "b")]
    [InlineData(";a=b;c;d=\"x;y\" ; e = f", "C", false, "")]
    [InlineData(";a=b;c;d=\"x;y\" ; e = f", "d", true, "x;y")]
    [InlineData(";a=b;c;d=\"x;y\" ; e = f", "e", true, "f")]
    [InlineData("a=;b", "a", true, "")]
    public void Parameter_is_found(string list, string name, bool hasValue, string value)
    {
        Assert.True(ParameterReader.TryGet(Sip.Bytes(list), Sip.Bytes(name), out var range, out var actual));
        Assert.Equal(hasValue, actual);
        Assert.Equal(value, Sip.Text(list, range));
        Assert.False(ParameterReader.TryGet(Sip.Bytes(list), "absent"u8, out TextRange _));
    }

    [Fact]
    public void Every_method_is_found_by_its_name()
    {
        foreach (var method in Enum.GetValues<SipMethod>())
        {
            if (method is not (SipMethod.None or SipMethod.Other))
                Assert.Equal(method, SipMethods.Lookup(SipMethods.Name(method)));
        }

        Assert.Equal(SipMethod.Other, SipMethods.Lookup("invite"u8));
        Assert.Equal(SipMethod.None, SipMethods.Lookup(default));
    }

    private static IEnumerable<string> Flags(SipUri uri)
    {
        if (uri.HasUser)
            yield return "user";
        if (uri.IsLoose)
            yield return "loose";
        if (uri.IsDouble)
            yield return "double";
        if (uri.IsPhone)
            yield return "phone";
    }

    private static void Check(TableRow row, string column, string actual) =>
        Assert.True(row[column] == actual, $"{row.Location}: {column}: wanted '{row[column]}', got '{actual}'");
}
