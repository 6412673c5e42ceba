using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Ami.Quant.Indicators;

/// <summary>
/// All indicators of the product. What it lists is all that an API, a chart or a feature builder needs; nobody else keeps a list.
/// </summary>
public static partial class IndicatorCatalog
{
    /// <summary>Finds an indicator by id.</summary>
    /// <param name="id">Id, case-sensitive, such as <c>macd</c>.</param>
    /// <param name="spec">Its specification when there is one.</param>
    public static bool TryFind(string id, [NotNullWhen(true)] out IndicatorSpec? spec) => ById.TryGetValue(id, out spec);

    /// <summary>Makes an indicator; parameters not given take their defaults.</summary>
    /// <param name="id">Id of the indicator.</param>
    /// <param name="parameters">Values by parameter id, or null for the defaults.</param>
    /// <exception cref="ArgumentException">The id or a parameter is wrong; the message says what to change.</exception>
    public static Indicator Create(string id, IReadOnlyDictionary<string, double>? parameters = null) =>
        TryCreate(id, parameters, out var indicator, out var problem)
            ? indicator
            : throw new ArgumentException(problem.Message, problem.Code == IndicatorProblem.UnknownIndicator ? nameof(id) : nameof(parameters));

    /// <summary>Makes an indicator from what a person asked for, or says what is wrong with it.</summary>
    /// <param name="id">Id of the indicator.</param>
    /// <param name="parameters">Values by parameter id, or null for the defaults.</param>
    /// <param name="indicator">The indicator, when all was right.</param>
    /// <param name="problem">What is wrong, otherwise.</param>
    public static bool TryCreate(
        string id,
        IReadOnlyDictionary<string, double>? parameters,
        [NotNullWhen(true)] out Indicator? indicator,
        [NotNullWhen(false)] out IndicatorProblem? problem
    )
    {
        indicator = null;
        if (!TryFind(id, out var spec))
        {
            problem = new(IndicatorProblem.UnknownIndicator, $"There is no indicator '{id}'.");
            return false;
        }
        problem = Read(spec, parameters, out var values);
        if (problem is not null)
        {
            return false;
        }

        try
        {
            indicator = spec.Factory(values);
            return true;
        }
        catch (ArgumentException conflict)
        {
            problem = new(IndicatorProblem.Conflict, $"{id}: {conflict.Message}");
            return false;
        }
    }

    private static IndicatorProblem? Read(IndicatorSpec spec, IReadOnlyDictionary<string, double>? given, out double[] values)
    {
        values = new double[spec.Parameters.Count];
        var used = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = spec.Parameters[i];
            values[i] = parameter.Default;
            if (given is null || !given.TryGetValue(parameter.Id, out var value))
            {
                continue;
            }

            used++;
            if (!(value >= parameter.Minimum && value <= parameter.Maximum))
            {
                return new(
                    IndicatorProblem.OutOfRange,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{spec.Id}: {parameter.Id} must be between {parameter.Minimum} and {parameter.Maximum}, not {value}."
                    )
                );
            }

            if (parameter.IsInteger && value != Math.Truncate(value))
            {
                return new(
                    IndicatorProblem.NotInteger,
                    string.Create(CultureInfo.InvariantCulture, $"{spec.Id}: {parameter.Id} must be a whole number, not {value}.")
                );
            }

            values[i] = value;
        }
        if (given is null || used == given.Count)
        {
            return null;
        }

        foreach (var name in given.Keys)
        {
            if (!spec.Parameters.Any(parameter => parameter.Id == name))
            {
                return new(
                    IndicatorProblem.UnknownParameter,
                    $"{spec.Id} has no parameter '{name}'; it has: {string.Join(", ", spec.Parameters.Select(p => p.Id))}."
                );
            }
        }

        return null;
    }
}
