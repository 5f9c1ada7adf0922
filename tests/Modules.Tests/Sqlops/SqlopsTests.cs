using Signalbox.Modules.Tests.Scripts;
using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Sqlops;

public sealed class SqlopsTests : IDisposable
{
    private readonly SqlopsFile _file = new();

    public static TheoryData<TableRow> Recorded => TableFile.Read("Cases/Sqlops/recorded.tsv");

    public static TheoryData<TableRow> Refused => TableFile.Read("Cases/Sqlops/refused.tsv");

    [Theory]
    [MemberData(nameof(Recorded))]
    public async Task Statements_do_what_the_table_says(TableRow row)
    {
        var lines = await CfgProbe.RunAsync(_file.Load, $"{row["statements"]}; $var(rc) = $rc; xlog(\"$var(rc) {row["print"]}\");");

        Assert.Equal(row["result"], lines[^1]);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_cannot_work_is_refused_at_the_start(TableRow row) =>
        Assert.Contains(row["message"], await CfgProbe.RefusalAsync(_file.LoadWith(row["globals"]), row["statements"]), StringComparison.Ordinal);

    [Fact]
    public async Task A_database_that_is_away_may_come_later_with_connect_mode_1()
    {
        var lines = await CfgProbe.RunAsync(
            _file.LoadWith("modparam(\"sqlops\", \"connect_mode\", 1)\nmodparam(\"sqlops\", \"sqlcon\", \"away=>sqlite:///nowhere/at/all.db\")"),
            "sql_query(\"away\", \"select 1\", \"ra\"); xlog(\"$rc $dbr(ra=>rows)\");");

        Assert.Equal(["-1 0"], lines);
    }

    [Fact]
    public async Task Quoted_text_stays_text_whatever_is_in_it()
    {
        var lines = await CfgProbe.RunAsync(_file.Load, """
            $var(s) = "x\\' or 1=1; drop table t; -- ''\"";
            sql_query("cb", "update t set name=$(var(s){sql.val}) where id=1");
            sql_query("cb", "select name, (select count(*) from t) from t where name=$(var(s){sql.val})", "ra");
            if ($dbr(ra=>[0,0]) == $var(s)) xlog("same $dbr(ra=>rows) $dbr(ra=>[0,1])");
            """);

        Assert.Equal(["same 1 3"], lines);
    }

    [Fact]
    public async Task Rows_above_the_limit_are_not_kept()
    {
        var lines = await CfgProbe.RunAsync(_file.Load, """
            sql_query("cb", "with recursive c(x) as (select 1 union all select x+1 from c) select x from c", "ra");
            xlog("$rc $dbr(ra=>rows)");
            """);

        Assert.Equal(["1 10000"], lines);
    }

    [Fact]
    public async Task A_worker_keeps_as_many_results_as_allowed()
    {
        var lines = await CfgProbe.RunAsync(_file.LoadWith("modparam(\"sqlops\", \"results_maxsize\", 1)"), """
            sql_query("cb", "select 1", "ra"); xlog("$rc");
            sql_query("cb", "select 2", "ra"); xlog("$rc");
            sql_query("cb", "select 3", "rb"); xlog("$rc");
            sql_result_free("ra");
            sql_query("cb", "select 4", "rb"); xlog("$rc $dbr(rb=>[0,0])");
            """);

        Assert.Equal(["1", "1", "-1", "1 4"], lines);
    }

    [Fact]
    public async Task Queued_statements_are_run_before_the_server_ends()
    {
        var lines = await CfgProbe.RunAsync(_file.Load, """
            sql_query_async("cb", "insert into t(id, name) values(50, 'later')"); xlog("$rc");
            sql_query_async("no", "insert into t(id, name) values(51, 'later')"); xlog("$rc");
            """);

        Assert.Equal(["1", "-1"], lines);
        Assert.Equal("later", _file.Scalar("select name from t where id=50"));
    }

    [Fact]
    public async Task Without_a_connection_text_is_quoted_as_in_the_peer()
    {
        var lines = await CfgProbe.RunAsync("loadmodule \"sqlops.so\"", """$var(s) = "o'b\\\"r\\"; xlog("$(var(s){sql.val})");""");

        Assert.Equal(["""'o\'b\\\"r\\'"""], lines);
    }

    public void Dispose() => _file.Dispose();
}
