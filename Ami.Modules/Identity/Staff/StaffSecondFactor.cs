using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Ami.Modules.Identity;

/// <summary>Whether staff must have two-step sign-in before their roles count; <c>Identity:StaffSecondFactor</c>.</summary>
internal sealed record StaffSecondFactor(bool IsRequired)
{
    public const string Setting = "Identity:StaffSecondFactor";

    /// <summary><c>required</c>, <c>optional</c>, or unset: required in Production.</summary>
    public static StaffSecondFactor From(IConfiguration configuration, IHostEnvironment environment) =>
        configuration[Setting] switch
        {
            null or "" => new(environment.IsProduction()),
            "required" => new(true),
            "optional" => new(false),
            var other => throw new InvalidOperationException($"{Setting} is '{other}'; it can be required or optional."),
        };
}
