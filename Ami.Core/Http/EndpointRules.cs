using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Core;

/// <summary>
/// What an endpoint demands of its callers beyond a permission. Any module puts the metadata on its endpoints; the module that knows the answer registers the
/// rule for it (<see cref="EndpointRules.AddEndpointRule{TDemand, TRule}"/>).
/// </summary>
/// <typeparam name="TDemand">The metadata.</typeparam>
public interface IEndpointRule<in TDemand>
    where TDemand : IEndpointDemand
{
    /// <summary>Decides about one request, after it was authenticated and authorised and before anything of it is read.</summary>
    /// <returns>Why it is refused, or null when it may go on.</returns>
    ValueTask<Error?> Refusal(HttpContext context, TDemand demand);
}

/// <summary>What enforces a kind of metadata.</summary>
internal sealed record EndpointRuleRegistration(Type Demand, Func<HttpContext, IEndpointDemand, ValueTask<Error?>> Refusal);

/// <summary>Enforces what endpoints demand by their metadata.</summary>
public static class EndpointRules
{
    /// <summary>Registers the rule that enforces a kind of metadata.</summary>
    /// <typeparam name="TDemand">The metadata.</typeparam>
    /// <typeparam name="TRule">The rule.</typeparam>
    public static IServiceCollection AddEndpointRule<TDemand, TRule>(this IServiceCollection services)
        where TDemand : class, IEndpointDemand
        where TRule : class, IEndpointRule<TDemand>
    {
        services.AddScoped<TRule>();
        return services.AddSingleton(
            new EndpointRuleRegistration(
                typeof(TDemand),
                (context, demand) => context.RequestServices.GetRequiredService<TRule>().Refusal(context, (TDemand)demand)
            )
        );
    }

    /// <summary>Refuses what a rule refuses. A request to an endpoint whose demand nobody enforces fails: it never goes through unchecked.</summary>
    public static void UseEndpointRules(this WebApplication app)
    {
        var rules = app.Services.GetServices<EndpointRuleRegistration>().ToDictionary(r => r.Demand, r => r.Refusal);
        app.Use(
            async (context, next) =>
            {
                foreach (var demand in context.GetEndpoint()?.Metadata.GetOrderedMetadata<IEndpointDemand>() ?? [])
                {
                    if (await rules[demand.GetType()](context, demand) is not { } refusal)
                    {
                        continue;
                    }

                    await refusal.ToProblem().ExecuteAsync(context);
                    return;
                }

                await next(context);
            }
        );
    }

    /// <summary>Called when all endpoints are mapped: a process that would demand what it does not enforce does not start.</summary>
    /// <exception cref="InvalidOperationException">An endpoint demands what has no rule.</exception>
    public static void VerifyEndpointRules(this WebApplication app)
    {
        var enforced = app.Services.GetServices<EndpointRuleRegistration>().Select(r => r.Demand).ToHashSet();
        foreach (var endpoint in ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints))
        {
            foreach (var demand in endpoint.Metadata.GetOrderedMetadata<IEndpointDemand>())
            {
                if (!enforced.Contains(demand.GetType()))
                {
                    throw new InvalidOperationException($"{endpoint.DisplayName} demands {demand.GetType().Name}, and no module has a rule for it.");
                }
            }
        }
    }
}
