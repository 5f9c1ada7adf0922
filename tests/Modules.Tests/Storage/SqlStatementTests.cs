using Signalbox.Modules.Storage.Api;
using Xunit;

namespace Signalbox.Modules.Tests.Storage;

public sealed class SqlStatementTests
{
    [Fact]
    public void Values_are_places_and_names_are_quoted()
    {
        var select = SqlStatement.Select("t", ["a", "b\"c"], ["k", new SqlCondition("n", "<")], "a");

        Assert.Equal("SELECT \"a\", \"b\"\"c\" FROM \"t\" WHERE \"k\" = ?1 AND \"n\" < ?2 ORDER BY \"a\"", select.Text(SqlDialect.Sqlite));
        Assert.Equal("SELECT `a`, `b\"c` FROM `t` WHERE `k` = @p1 AND `n` < @p2 ORDER BY `a`", select.Text(SqlDialect.MySql));
    }

    [Fact]
    public void An_update_counts_its_places_through()
    {
        var update = SqlStatement.Update("t", ["a", "b"], ["k"]);

        Assert.Equal("UPDATE \"t\" SET \"a\" = @p1, \"b\" = @p2 WHERE \"k\" = @p3", update.Text(SqlDialect.Postgres));
    }

    [Fact]
    public void An_insertion_that_may_find_the_row_has_the_form_of_its_database()
    {
        var upsert = SqlStatement.Upsert("t", ["k", "a"], "k");

        Assert.Equal("INSERT INTO \"t\" (\"k\", \"a\") VALUES (?1, ?2) ON CONFLICT (\"k\") DO UPDATE SET \"a\" = excluded.\"a\"", upsert.Text(SqlDialect.Sqlite));
        Assert.Equal("INSERT INTO `t` (`k`, `a`) VALUES (@p1, @p2) ON DUPLICATE KEY UPDATE `a` = VALUES(`a`)", upsert.Text(SqlDialect.MySql));
    }

    [Fact]
    public void Without_conditions_there_is_no_where() =>
        Assert.Equal("DELETE FROM \"t\"", SqlStatement.Delete("t", []).Text(SqlDialect.Sqlite));
}
