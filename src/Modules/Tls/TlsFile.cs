using System.Globalization;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Files;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Tls;

/// <summary>Reads <c>tls.cfg</c>: sections <c>[server:default]</c>, <c>[client:10.0.0.1:5061]</c>, <c>[server:any]</c> and <c>key = value</c> lines.</summary>
internal static class TlsFile
{
    private const int MaxBytes = 1024 * 1024;

    /// <summary>The sections in the order of the file.</summary>
    /// <exception cref="ModuleStartException">Says file, line, what was found and what was expected.</exception>
    public static List<TlsSection> Read(string path)
    {
        try
        {
            return Read(path, PlainFile.ReadLines(path, MaxBytes));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new ModuleStartException($"{path}: cannot be read: {refused.Message}", refused);
        }
    }

    /// <summary>The sections of a text.</summary>
    /// <param name="path">Name for messages.</param>
    /// <param name="lines">The text.</param>
    /// <exception cref="ModuleStartException">Says file, line, what was found and what was expected.</exception>
    public static List<TlsSection> Read(string path, IReadOnlyList<string> lines)
    {
        var sections = new List<TlsSection>();
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i].Trim();
            var place = $"{path}:{i + 1}";
            if (line.Length == 0 || line[0] is '#' or ';')
                continue;

            if (line[0] == '[')
                sections.Add(ReadHead(place, line));
            else if (sections.Count == 0)
                throw new ModuleStartException($"{place}: found '{line}', expected a section like [server:default] before it");
            else
                sections[^1] = sections[^1] with { Rules = ReadLine(place, line, sections[^1].Rules) };
        }

        return sections;
    }

    private static TlsSection ReadHead(string place, string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var end = line.LastIndexOf(']');
        if (colon < 0 || end < colon || line[1..colon].Trim() is not ("server" or "client"))
            throw new ModuleStartException($"{place}: found '{line}', expected [server:default], [client:default] or [server:ADDRESS:PORT]");

        var isServer = line[1..colon].Trim() == "server";
        var where = line[(colon + 1)..end].Trim();
        if (where is "default" or "any")
            return new TlsSection(isServer, default, where == "default", place, new TlsRules());

        var last = where.LastIndexOf(':');
        if (last > 0 && ushort.TryParse(where.AsSpan(last + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && HostEndPoint.TryParseAddress(Latin1.ToBytes(where[..last]), port, out var address))
        {
            return new TlsSection(isServer, address, false, place, new TlsRules());
        }

        throw new ModuleStartException($"{place}: found address '{where}', expected ADDRESS:PORT, default or any");
    }

    private static TlsRules ReadLine(string place, string line, TlsRules rules)
    {
        var equals = line.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
            throw new ModuleStartException($"{place}: found '{line}', expected key = value");

        var key = line[..equals].Trim();
        var value = Unquote(line[(equals + 1)..]);
        return key switch
        {
            "method" or "tls_method" => rules with { Method = OneOf(place, key, value, TlsRules.Methods.Keys) },
            "verify_certificate" or "verify_cert" => rules with { VerifyCertificate = IsOn(place, key, value) },
            "require_certificate" or "require_cert" => rules with { RequireCertificate = IsOn(place, key, value) },
            "verify_client" => rules with { VerifyClient = OneOf(place, key, value, ["off", "on", "optional", "optional_no_ca"]) },
            "verify_depth" => rules with { VerifyDepth = Number(place, key, value) },
            "private_key" or "pkey_file" => rules with { PrivateKey = value },
            "certificate" or "cert_file" => rules with { Certificate = value },
            "ca_list" or "calist_file" or "ca_file" => rules with { CaList = value },
            "ca_path" => rules with { CaPath = value },
            "cipher_list" or "ciphers" => rules with { CipherList = value },
            "server_name" => rules with { ServerName = value },
            "server_name_mode" => rules with { ServerNameMode = Number(place, key, value) },
            "server_id" => rules with { ServerId = value },
            "crl" => rules with { Crl = value },
            _ => throw new ModuleStartException($"{place}: found key '{key}', expected method, verify_certificate, require_certificate, verify_client, verify_depth, private_key, certificate, ca_list, ca_path, crl, cipher_list, server_name, server_name_mode or server_id"),
        };
    }

    private static string Unquote(string text)
    {
        text = text.Trim();
        if (text.Length > 1 && text[0] == '"')
            return text.IndexOf('"', 1) is > 0 and var end ? text[1..end] : text[1..];

        var comment = text.IndexOf('#', StringComparison.Ordinal);
        return (comment < 0 ? text : text[..comment]).Trim();
    }

    private static bool IsOn(string place, string key, string value) =>
        OneOf(place, key, value, ["yes", "no", "on", "off", "1", "0", "true", "false"]).ToLowerInvariant() is "yes" or "on" or "1" or "true";

    private static string OneOf(string place, string key, string value, IEnumerable<string> known)
    {
        foreach (var one in known)
        {
            if (one.Equals(value, StringComparison.OrdinalIgnoreCase))
                return one;
        }

        throw new ModuleStartException($"{place}: found {key} '{value}', expected one of {string.Join(", ", known)}");
    }

    private static int Number(string place, string key, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ModuleStartException($"{place}: found {key} '{value}', expected a number");
}
