using System.Collections;
using System.Reflection;
using MySql.Data.MySqlClient;

namespace Signalbox.Modules.MySql;

/// <summary>
/// MariaDB 10.6 and later call their old character set utf8mb3, a name that this version of the driver does not know, so
/// that every query fails. The driver's table of names gets it; docs/decisions/0020.
/// </summary>
internal static class DriverRepair
{
    private const string Known = "utf8";
    private const string Missing = "utf8mb3";
    private static readonly bool s_done = Apply();

    /// <summary>Done once in the process; false when the driver is another than expected.</summary>
    public static bool Ensure() => s_done;

    private static bool Apply()
    {
        var field = typeof(MySqlConnection).Assembly.GetType("MySql.Data.MySqlClient.CharSetMap")?.GetField("_mapping", BindingFlags.Static | BindingFlags.NonPublic);
        if (field?.GetValue(null) is not IDictionary names || !names.Contains(Known))
            return false;

        names[Missing] = names[Known];
        return true;
    }
}
