using System.Globalization;

namespace Signalbox.Engine.Hosting;

/// <summary>A user or group of this machine, from <c>/etc/passwd</c> and <c>/etc/group</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Id">Its number.</param>
/// <param name="GroupId">A user's own group; a group's number.</param>
public sealed record SystemAccount(string Name, uint Id, uint GroupId)
{
    /// <summary>A user by name or number; null when there is none.</summary>
    public static SystemAccount? FindUser(string nameOrId) => Find("/etc/passwd", nameOrId, groupField: 3);

    /// <summary>A group by name or number; null when there is none.</summary>
    public static SystemAccount? FindGroup(string nameOrId) => Find("/etc/group", nameOrId, groupField: 2);

    private static SystemAccount? Find(string file, string nameOrId, int groupField)
    {
        if (!File.Exists(file))
            return null;

        foreach (var line in File.ReadLines(file))
        {
            var fields = line.Split(':');
            if (fields.Length > 3 && (fields[0] == nameOrId || fields[2] == nameOrId))
                return new SystemAccount(fields[0], Number(fields[2]), Number(fields[groupField]));
        }

        return null;
    }

    private static uint Number(string text) => uint.Parse(text, CultureInfo.InvariantCulture);
}
