namespace Ami.Modules.Market.Import;

/// <summary>Arguments of a command: <c>--name value</c>, <c>--flag</c>, and the rest.</summary>
internal sealed class CommandOptions
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _flags = new(StringComparer.Ordinal);

    private CommandOptions() { }

    /// <summary>What is neither an option nor its value.</summary>
    public List<string> Rest { get; } = [];

    /// <summary>Reads arguments.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="named">Options that take a value.</param>
    /// <param name="switches">Options that take none.</param>
    public static Result<CommandOptions> Parse(IReadOnlyList<string> arguments, string[] named, string[] switches)
    {
        var options = new CommandOptions();
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            if (!argument.StartsWith("--", StringComparison.Ordinal))
            {
                options.Rest.Add(argument);
            }
            else if (switches.Contains(argument))
            {
                options._flags.Add(argument);
            }
            else if (!named.Contains(argument))
            {
                return Error.Invalid("command.option_unknown", $"There is no option {argument}.");
            }
            else if (i + 1 == arguments.Count)
            {
                return Error.Invalid("command.value_missing", $"{argument} needs a value.");
            }
            else
            {
                options._values[argument] = arguments[++i];
            }
        }

        return options;
    }

    /// <summary>The value of an option; null when it was not given.</summary>
    public string? this[string name] => _values.GetValueOrDefault(name);

    /// <summary>Whether a switch was given.</summary>
    public bool Has(string name) => _flags.Contains(name);
}
