using System.Text;
using Signalbox.Engine.Catalog;

namespace Signalbox.Script.Kemi;

/// <summary>Declarations of all <c>KSR</c> functions for editors, written from what the modules declare.</summary>
public static class KemiStubs
{
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "and", "break", "case", "catch", "class", "const", "default", "delete", "do", "else", "elseif", "end", "enum", "export", "false", "for", "function", "if",
        "import", "in", "local", "new", "nil", "not", "null", "or", "package", "repeat", "return", "string", "super", "switch", "then", "this", "true", "until", "var", "while", "with",
    };

    /// <summary>Annotated Lua, as the Lua language server reads it.</summary>
    public static string Lua(IEnumerable<ModuleDescriptor> modules)
    {
        var text = new StringBuilder("---@meta\n-- Functions of KSR, written by: signalbox kemi stubs --lua\n\n---@type string\nKSRVERSION = \"\"\n\nKSR = {}\n");
        foreach (var (module, functions) in Groups(modules))
        {
            if (module.Length > 0)
                text.Append($"\nKSR.{module} = {{}}\n");

            foreach (var function in functions)
                AppendLua(text, function);
        }

        return text.Append(LuaEnds).ToString();
    }

    /// <summary>A declaration file of TypeScript, which editors read for JavaScript too.</summary>
    public static string TypeScript(IEnumerable<ModuleDescriptor> modules)
    {
        var text = new StringBuilder("// Functions of KSR, written by: signalbox kemi stubs --ts\ndeclare namespace KSR {\n");
        foreach (var (module, functions) in Groups(modules))
        {
            var indent = module.Length > 0 ? "    " : "  ";
            if (module.Length > 0)
                text.Append($"  namespace {module} {{\n");

            foreach (var function in functions)
                AppendTypeScript(text, function, indent);

            if (module == "x")
                text.Append(TypeScriptEnds);

            if (module.Length > 0)
                text.Append("  }\n");
        }

        return text.Append("}\n").ToString();
    }

    private const string LuaEnds = """

        --- Ends the script.
        function KSR.x.exit() end

        --- Marks the message to be dropped and ends the script.
        function KSR.x.drop() end

        """;

    private const string TypeScriptEnds = """
            /** Ends the script. */
            function exit(): never;
            /** Marks the message to be dropped and ends the script. */
            function drop(): never;

        """;

    private static IEnumerable<(string Module, IEnumerable<KemiFunction> Functions)> Groups(IEnumerable<ModuleDescriptor> modules)
    {
        var instances = modules.Select(static module => new ModuleInstance(module, new object(), span: null)).ToList();
        var functions = KemiCatalog.Build(instances, new NoKemiVariables());
        return KemiModule.Group(functions).Select(group => (group.Name, group.Functions.Select(member => functions[member.Index]).Where(static one => one is not DropFunction)));
    }

    private static void AppendLua(StringBuilder text, KemiFunction function)
    {
        text.Append($"\n--- {function.Summary}\n");
        for (var i = 0; i < function.Parameters.Length; i++)
            text.Append($"---@param {NameOf(function, i)}{(i < function.Required ? string.Empty : "?")} {(function.Parameters[i] == KemiType.Text ? "string" : "integer")}\n");

        var returned = function.Returns switch
        {
            KemiReturn.Boolean or KemiReturn.None => "boolean",
            KemiReturn.Integer => "integer",
            _ => "string|integer|table|nil",
        };
        text.Append($"---@return {returned}\nfunction KSR.{function.QualifiedName}({string.Join(", ", function.Parameters.Select((_, i) => NameOf(function, i)))}) end\n");
    }

    private static void AppendTypeScript(StringBuilder text, KemiFunction function, string indent)
    {
        // A function of such a name can be called in JavaScript, but not declared.
        if (Reserved.Contains(function.Name))
            return;

        var parameters = function.Parameters.Select((type, i) =>
            $"{NameOf(function, i)}{(i < function.Required ? string.Empty : "?")}: {(type == KemiType.Text ? "string" : "number")}");
        var returned = function.Returns switch
        {
            KemiReturn.Boolean or KemiReturn.None => "boolean",
            KemiReturn.Integer => "number",
            _ => "any",
        };
        text.Append($"{indent}/** {function.Summary.Replace("*/", "* /", StringComparison.Ordinal)} */\n{indent}function {function.Name}({string.Join(", ", parameters)}): {returned};\n");
    }

    private static string NameOf(KemiFunction function, int index)
    {
        var name = index < function.ParameterNames.Count ? function.ParameterNames[index] : $"p{index + 1}";
        return Reserved.Contains(name) ? $"{name}_" : name;
    }
}
