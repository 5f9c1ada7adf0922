namespace Signalbox.Engine.Diagnostics;

/// <summary>Names of syslog facilities, as configurations write them: <c>LOG_LOCAL0</c>.</summary>
public static class SyslogFacilities
{
    private const string Start = "LOG_";

    /// <summary>The facility of a name in capitals; false for another text.</summary>
    public static bool TryParse(string name, out SyslogFacility facility)
    {
        foreach (var known in Enum.GetValues<SyslogFacility>())
        {
            facility = known;
            if (NameOf(known) == name)
                return true;
        }

        facility = default;
        return false;
    }

    /// <summary>Its name.</summary>
    public static string NameOf(SyslogFacility facility) => Start + facility.ToString().ToUpperInvariant();
}
