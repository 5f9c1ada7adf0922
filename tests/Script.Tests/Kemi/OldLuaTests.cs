using Signalbox.Testing;
using Xunit;

namespace Signalbox.Script.Tests.Kemi;

/// <summary>The table <c>sr</c> of app_lua_sr; the values are recorded of Kamailio 5.6.3.</summary>
public sealed class OldLuaTests
{
    private const string Cfg = """
        loadmodule "sl.so"
        loadmodule "tm.so"
        loadmodule "rr.so"
        loadmodule "maxfwd.so"
        loadmodule "sanity.so"
        loadmodule "siputils.so"
        loadmodule "textops.so"
        loadmodule "usrloc.so"
        loadmodule "registrar.so"
        loadmodule "sdpops.so"
        loadmodule "sqlops.so"
        loadmodule "app_lua_sr.so"
        modparam("usrloc", "preload", "location")
        modparam("app_lua_sr", "register", "sl")
        modparam("app_lua_sr", "register", "tm")
        modparam("app_lua_sr", "register", "rr")
        modparam("app_lua_sr", "register", "maxfwd")
        modparam("app_lua_sr", "register", "sanity")
        modparam("app_lua_sr", "register", "siputils")
        modparam("app_lua_sr", "register", "textops")
        modparam("app_lua_sr", "register", "registrar")
        modparam("app_lua_sr", "register", "sdpops")
        modparam("app_lua_sr", "register", "sqlops")
        """;

    public static TheoryData<TableRow> Recorded => TableFile.Read("Cases/kemi-old-lua.tsv");

    [Theory, MemberData(nameof(Recorded))]
    public void Old_names_give_what_was_recorded(TableRow row)
    {
        using var server = new KemiServer("lua", $"function ksr_request_route() local v = {row["expression"]} KSR.info('shown ' .. type(v) .. ':' .. tostring(v)) end", Cfg);
        Assert.True(server.Snapshot is not null, server.Report);

        server.Snapshot.Routes.Request!.Run(server.Context());

        Assert.True(server.Log.Lines.Contains($"2: shown {row["shown"]}"), $"{row.Location}: {string.Join(" | ", server.Log.Lines)}");
    }

    [Fact]
    public void A_package_whose_module_is_not_loaded_refuses_the_configuration()
    {
        using var server = new KemiServer("lua", "function ksr_request_route() end", "loadmodule \"app_lua_sr.so\"\nmodparam(\"app_lua_sr\", \"register\", \"rr\")");

        Assert.Null(server.Snapshot);
        Assert.Contains("module 'app_lua_sr': the module 'rr' is not loaded", server.Report, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sr.pv.get('$ru')", false)]
    [InlineData("sr.rr.record_route()", false)]
    [InlineData("sr.sqlops.query('ca', 'select 1', 'ra')", true)]
    [InlineData("sr.sqlops.xquery('ca', 'select 1', 'ra')", true)]
    [InlineData("sr['sqlops'].nrows('ra')", true)]
    [InlineData("local s = sr.sqlops", true)]
    [InlineData("local s = sr", true)]
    [InlineData("for k, v in pairs(sr) do end", true)]
    [InlineData("sr.sqlops.nrows('ra')", false)]
    [InlineData("sr.modf('sql_query')", true)]
    [InlineData("sr.modf('sl_send_reply')", false)]
    [InlineData("sr.modf(name)", true)]
    [InlineData("sr.modf('sql_' .. 'query')", true)]
    [InlineData("local call = sr.modf", true)]
    public void A_script_that_may_wait_under_an_old_name_is_seen(string body, bool waits)
    {
        using var server = new KemiServer("lua", $"function ksr_request_route() {body} end", Cfg);

        Assert.True(server.Snapshot is not null, server.Report);
        Assert.Equal(waits, server.Snapshot.CanBlock);
    }

    [Fact]
    public void A_reload_keeps_it()
    {
        using var server = new KemiServer("lua", "function ksr_request_route() sr.log('info', 'one') end", Cfg);
        File.WriteAllText(server.ScriptPath, "function ksr_request_route() sr.log('info', 'two') end");

        Assert.Null(server.Runtime.Reload());
        server.Snapshot!.Routes.Request!.Run(server.Context());

        Assert.Contains("2: two", server.Log.Lines);
    }
}
