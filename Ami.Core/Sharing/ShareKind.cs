using Ami.Core.Documents;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Core;

/// <summary>A kind of thing that its owner may show to whoever has a link.</summary>
/// <typeparam name="TTerms">What the owner chose of it; kept with the link as JSON.</typeparam>
/// <typeparam name="TView">What everybody sees. It names nobody: no person, address, id or name of something that belongs to somebody.</typeparam>
/// <param name="Name">Stands in links, in lower-case letters and hyphens, for example <c>paper-performance</c>. Never changes.</param>
public sealed record ShareKind<TTerms, TView>(string Name)
    where TView : class;

/// <summary>What a module writes for a kind of thing that can be shared. Scoped.</summary>
public interface ISharedThing<TTerms, TView>
    where TView : class
{
    /// <summary>What everybody may see of it. Called before a link is made, and each time that one is opened: it is the one place that says whose it is.</summary>
    /// <param name="owner">Who shares it.</param>
    /// <param name="subject">Which thing.</param>
    /// <param name="terms">What they chose of it. A module that wants to show how it was then, not how it is, keeps that here.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The view; or an error when the thing is not the owner's, or not there any more.</returns>
    Task<Result<TView>> Show(Guid owner, Guid subject, TTerms terms, CancellationToken cancellationToken);

    /// <summary>The same as a document.</summary>
    /// <param name="view">What everybody sees.</param>
    /// <param name="title">What the owner calls it; null when they gave it no name.</param>
    /// <param name="language">Of the reader, who need not be the owner.</param>
    /// <param name="at">When it is made, UTC; also the zone of its times.</param>
    Document Print(TView view, string? title, Language language, DateTimeOffset at);
}

/// <summary>Registers what can be shared.</summary>
public static class ShareRegistration
{
    /// <summary>Makes a kind known; its public endpoints are mapped with <see cref="SharedEndpoints.MapShared"/>.</summary>
    public static IServiceCollection AddSharedThing<TThing, TTerms, TView>(this IServiceCollection services)
        where TThing : class, ISharedThing<TTerms, TView>
        where TView : class => services.AddScoped<ISharedThing<TTerms, TView>, TThing>();
}
