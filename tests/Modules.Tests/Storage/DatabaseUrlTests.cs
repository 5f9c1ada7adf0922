using Signalbox.Modules.Storage.Api;
using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Storage;

public sealed class DatabaseUrlTests
{
    public static TheoryData<TableRow> Cases => TableFile.Read("Cases/Storage/database-urls.tsv");

    [Theory, MemberData(nameof(Cases))]
    public void A_URL_is_read_as_the_table_says(TableRow row)
    {
        var read = DatabaseUrl.TryRead(row["url"], "mysql", out var url, out var error);

        var actual = read ? $"{url!.User}|{url.Password}|{url.Host}|{url.Port}|{url.Database}" : error;
        Assert.True(actual == row["parts"], $"{row.Location}: wanted {row["parts"]}, got {actual}");
    }

    [Fact]
    public void The_password_is_never_shown()
    {
        DatabaseUrl.TryRead("mysql://u:secret@h:3307/db", "mysql", out var url, out _);

        Assert.Equal("mysql://u@h:3307/db", url!.ToString());
    }
}
