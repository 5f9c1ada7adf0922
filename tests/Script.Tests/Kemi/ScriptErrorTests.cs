using Signalbox.Engine.Routing;
using Xunit;

namespace Signalbox.Script.Tests.Kemi;

/// <summary>An error names file, line and the calls that led to it, on one line.</summary>
public sealed class ScriptErrorTests
{
    [Theory]
    [InlineData("lua", "function inner()\n  local x = nil\n  return x.y\nend\nfunction ksr_request_route()\n  inner()\nend\n", @"-1: error from Lua in ksr_request_route: \S*script:3: attempt to index a nil value \(local 'x'\) \(stack: \S*script:3: in function 'inner' < \S*script:6: in function 'ksr_request_route'\)$")]
    [InlineData("jsdt", "function inner() {\n  var x = null;\n  return x.y;\n}\nfunction ksr_request_route() {\n  inner();\n}\n", @"-1: error from JavaScript in ksr_request_route: \S*script:3: TypeError: null cannot be converted to an object \(stack: inner \(\S*script:3\) < ksr_request_route \(\S*script:6\)\)$")]
    [InlineData("jsdt", "function inner(n) {\n  throw new Error('no ' + n);\n}\nfunction ksr_request_route() {\n  for (var i = 0; i < 2; i++) {\n    inner(i);\n  }\n}\n", @"-1: error from JavaScript in ksr_request_route: \S*script:2: Error: no 0 \(stack: inner \(\S*script:2\) < ksr_request_route \(\S*script:6\)\)$")]
    [InlineData("jsdt", "function inner() {\n  return nothing + 1;\n}\nfunction ksr_request_route() {\n  inner();\n}\n", @"-1: error from JavaScript in ksr_request_route: \S*script:2: ReferenceError: nothing is not defined\. \(stack: \S*script:2 < ksr_request_route \(\S*script:5\)\)$")]
    [InlineData("jsdt", "function inner() {\n  KSR.pv.sets('$var(a)');\n}\nfunction ksr_request_route() {\n  inner();\n}\n", @"-1: error from JavaScript in ksr_request_route: \S*script:2: RangeError: invalid stack index 1 \(stack: inner \(\S*script:2\) < ksr_request_route \(\S*script:5\)\)$")]
    public void It_names_file_line_and_stack(string language, string script, string expected)
    {
        using var server = new KemiServer(language, script);
        Assert.True(server.Snapshot is not null, server.Report);
        server.Log.Lines.Clear();

        var result = server.Snapshot.Routes.Request!.Run(server.Context());

        var line = Assert.Single(server.Log.Lines);
        Assert.True(System.Text.RegularExpressions.Regex.IsMatch(line, expected, System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5)), line);
        Assert.True(result.Exit);
        Assert.Equal(-1, result.Code);
    }

    [Theory]
    [InlineData("lua", "function ksr_request_route() end\nfunction ksr_reply_route() error('no') end\n")]
    [InlineData("jsdt", "function ksr_request_route() {}\nfunction ksr_reply_route() { throw 'no'; }\n")]
    public void A_reply_whose_script_fails_is_not_forwarded(string language, string script)
    {
        using var server = new KemiServer(language, script);
        Assert.True(server.Snapshot is not null, server.Report);

        Assert.True(server.Snapshot.Routes.Reply!.Run(server.Context(RouteKinds.Reply)).Drop);
    }
}
