using Ami.Modules.Identity.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Operations.Features;

/// <summary>Feature flags: what is declared, what was decided, and deciding it for all, for a percentage, or for a person.</summary>
internal static class DecideFlags
{
    private static readonly Error Unknown = Error.NotFound("flag.unknown", "There is no such flag.");
    private static readonly Error NoSuchPerson = Error.InvalidField("flag.person_unknown", "email", "Nobody has this address.");

    internal sealed record FlagWords(string En, string Es);

    internal sealed record FlagPerson(Guid Id, string? Email, string? DisplayName, bool Enabled);

    internal sealed record FlagView(
        string Name,
        string Module,
        FlagWords Description,
        bool OnByDefault,
        bool Enabled,
        int Percentage,
        IReadOnlyList<FlagPerson> People,
        DateTimeOffset? UpdatedAt
    );

    internal sealed record DecideFlagRequest(bool Enabled, int Percentage);

    internal sealed record DecideForPersonRequest(string Email, bool Enabled);

    public static void Map(IEndpointRouteBuilder flags)
    {
        flags.MapGet("", List).RequirePermission(OperationsPermissions.ReadSystem).WithName("ListFlags").WithSummary("Every flag, with what was decided.");
        flags
            .MapPut("/{name}", Decide)
            .RequirePermission(OperationsPermissions.ManageSystem)
            .WithName("DecideFlag")
            .WithSummary("Decides a flag for all or for a percentage.");
        flags
            .MapPut("/{name}/people", DecideForPerson)
            .RequirePermission(OperationsPermissions.ManageSystem)
            .WithName("DecideFlagForPerson")
            .WithSummary("Decides a flag for one person.");
        flags
            .MapDelete("/{name}/people/{userId:guid}", ForgetPerson)
            .RequirePermission(OperationsPermissions.ManageSystem)
            .WithName("ForgetFlagPerson")
            .WithSummary("Lets what holds for all hold for a person again.");
    }

    private static async Task<Ok<IReadOnlyList<FlagView>>> List(Flags flags, IPersonDirectory people, CancellationToken cancellationToken)
    {
        var states = await flags.Read(cancellationToken);
        var known = (await people.FindMany([.. states.Values.SelectMany(s => s.Users.Keys).Distinct()], cancellationToken)).ToDictionary(p => p.Id);
        return TypedResults.Ok<IReadOnlyList<FlagView>>([
            .. flags
                .Declared.Values.OrderBy(f => f.Name, StringComparer.Ordinal)
                .Select(flag =>
                {
                    var state = states[flag.Name];
                    var decided = state.Users.Select(u => new FlagPerson(
                        u.Key,
                        known.GetValueOrDefault(u.Key)?.Email,
                        known.GetValueOrDefault(u.Key)?.DisplayName,
                        u.Value
                    ));
                    return new FlagView(
                        flag.Name,
                        flag.Module,
                        new FlagWords(flag.English, flag.Spanish),
                        flag.OnByDefault,
                        state.Enabled,
                        state.Percentage,
                        [.. decided.OrderBy(p => p.Email, StringComparer.Ordinal)],
                        state.UpdatedAt
                    );
                }),
        ]);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Decide(
        string name,
        DecideFlagRequest request,
        Flags flags,
        FlagDecisions decisions,
        CancellationToken cancellationToken
    )
    {
        if (!flags.Declared.ContainsKey(name))
        {
            return Unknown.ToProblem();
        }

        if (request.Percentage is < 0 or > 100)
        {
            return Error.InvalidField("flag.percentage_out_of_range", "percentage", "Choose 0 to 100.").ToProblem();
        }

        await decisions.ForAll(name, request.Enabled, request.Percentage, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DecideForPerson(
        string name,
        DecideForPersonRequest request,
        Flags flags,
        FlagDecisions decisions,
        IPersonDirectory people,
        CancellationToken cancellationToken
    )
    {
        if (!flags.Declared.ContainsKey(name))
        {
            return Unknown.ToProblem();
        }

        if (await people.FindByEmail(request.Email, cancellationToken) is not { } person)
        {
            return NoSuchPerson.ToProblem();
        }

        await decisions.ForPerson(name, person.Id, request.Enabled, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ForgetPerson(
        string name,
        Guid userId,
        Flags flags,
        FlagDecisions decisions,
        CancellationToken cancellationToken
    )
    {
        if (!flags.Declared.ContainsKey(name))
        {
            return Unknown.ToProblem();
        }

        await decisions.ForPerson(name, userId, null, cancellationToken);
        return TypedResults.NoContent();
    }
}
