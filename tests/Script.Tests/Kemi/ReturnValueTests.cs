using System.Text;
using Signalbox.Testing;
using Xunit;

namespace Signalbox.Script.Tests.Kemi;

/// <summary>What calls give back, as recorded on Kamailio 5.6.3 with app_lua and app_jsdt.</summary>
public sealed class ReturnValueTests
{
    private const string Native = """
        #!define WITH_THIS
        loadmodule "tm.so"
        loadmodule "sl.so"
        loadmodule "corex.so"
        loadmodule "siputils.so"
        loadmodule "maxfwd.so"
        loadmodule "kemix.so"
        loadmodule "htable.so"
        loadmodule "textops.so"
        loadmodule "textopsx.so"
        loadmodule "tls.so"
        loadmodule "permissions.so"
        modparam("htable", "htable", "t=>size=4;")
        route[NATIVE] { return 1; }
        """;

    [Theory, InlineData("lua"), InlineData("jsdt")]
    public void Calls_give_what_was_recorded(string language)
    {
        var rows = TableFile.Rows("Cases/kemi-return-values.tsv").Where(row => row["language"] == language).ToList();
        using var server = new KemiServer(language, Script(language, rows), Native);
        Assert.True(server.Snapshot is not null, server.Report);
        var wrong = new List<string>();
        for (var i = 0; i < rows.Count; i++)
        {
            server.Log.Lines.Clear();
            server.Snapshot.Routes.Fallback!.FindEventCallback($"case{i}", "test")!.Run(server.Context());
            if (!server.Log.Lines.Contains($"2: shown {rows[i]["shown"]}"))
                wrong.Add($"{rows[i].Location}: {rows[i]["expression"]} wanted {rows[i]["shown"]}, got {string.Join(", ", server.Log.Lines)}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.NotEmpty(rows);
    }

    private static string Script(string language, IReadOnlyList<TableRow> rows)
    {
        var script = new StringBuilder(language == "lua" ? "function ksr_request_route() end\n" : "function ksr_request_route() {}\n");
        for (var i = 0; i < rows.Count; i++)
        {
            var withValue = rows[i]["shown"].Contains(':', StringComparison.Ordinal);
            script.Append(language == "lua"
                ? $"function case{i}() local v = {rows[i]["expression"]} KSR.info('shown ' .. {(withValue ? "type(v) .. ':' .. tostring(v)" : "type(v)")}) end\n"
                : $"function case{i}() {{ var v = {rows[i]["expression"]}; KSR.info('shown ' + {(withValue ? "typeof v + ':' + v" : "typeof v")}); }}\n");
        }

        return script.ToString();
    }
}
