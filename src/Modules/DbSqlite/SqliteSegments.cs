using System.Globalization;

namespace Signalbox.Modules.DbSqlite;

/// <summary>
/// The files of a database that begins another one each day or hour: <c>trace.db</c> becomes <c>trace-20261122.db</c> or
/// <c>trace-2026112215.db</c>, by the time at which rows are written, in UTC. Old rows go with their file, which costs nothing.
/// </summary>
internal sealed class SqliteSegments
{
    private const string DayForm = "yyyyMMdd";
    private const string HourForm = "yyyyMMddHH";
    private readonly string _folder;
    private readonly string _name;
    private readonly string _extension;
    private readonly SqliteStoreOptions _options;

    /// <summary>Works for the path of a URL.</summary>
    public SqliteSegments(string path, SqliteStoreOptions options)
    {
        _folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        _name = Path.GetFileNameWithoutExtension(path) + "-";
        _extension = Path.GetExtension(path);
        _options = options;
    }

    /// <summary>The file for rows that are written now.</summary>
    public string PathFor(DateTime utcNow) =>
        Path.Combine(_folder, _name + utcNow.ToString(_options.Segment == SqliteSegmentLength.Day ? DayForm : HourForm, CultureInfo.InvariantCulture) + _extension);

    /// <summary>The files that are there, oldest first.</summary>
    public IReadOnlyList<string> Existing() => !Directory.Exists(_folder)
        ? []
        : [.. Directory.EnumerateFiles(_folder, _name + "*" + _extension).Where(path => StartOf(path) is not null).OrderBy(StartOf)];

    /// <summary>Removes files whose youngest row is too old, and the oldest while all together are too large; the one in use stays.</summary>
    /// <returns>The files removed.</returns>
    /// <exception cref="IOException">One cannot be removed.</exception>
    public IReadOnlyList<string> DropOld(DateTime utcNow)
    {
        var dropped = new List<string>();
        var current = PathFor(utcNow);
        var rest = Existing().Where(path => path != current).ToList();
        var total = rest.Append(current).Sum(SizeOf);
        foreach (var path in rest)
        {
            var isOld = _options.RetentionDays > 0 && EndOf(path) <= utcNow.AddDays(-_options.RetentionDays);
            var isTooMuch = _options.RetentionBytes > 0 && total > _options.RetentionBytes;
            if (!isOld && !isTooMuch)
                break;

            total -= SizeOf(path);
            foreach (var file in FilesOf(path))
                File.Delete(file);

            dropped.Add(path);
        }

        return dropped;
    }

    private static IEnumerable<string> FilesOf(string path) => [path, path + "-wal", path + "-shm"];

    private static long SizeOf(string path) => FilesOf(path).Where(File.Exists).Sum(static file => new FileInfo(file).Length);

    private DateTime EndOf(string path) => PeriodOf(path) is DayForm ? StartOf(path)!.Value.AddDays(1) : StartOf(path)!.Value.AddHours(1);

    private string PeriodOf(string path) => Stamp(path).Length == DayForm.Length ? DayForm : HourForm;

    private string Stamp(string path) => Path.GetFileNameWithoutExtension(path)[_name.Length..];

    // A day's and an hour's files may lie side by side after the setting was changed.
    private DateTime? StartOf(string path) =>
        DateTime.TryParseExact(Stamp(path), [DayForm, HourForm], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var start) ? start : null;
}
