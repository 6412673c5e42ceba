namespace Ami.AppHost.Model;

/// <summary>The resource is a task: ready when it has ended well, and not started again.</summary>
/// <param name="RepeatsOutput">Its output is for the person who started the system, and is repeated once everything is ready.</param>
internal sealed record RunsOnceAnnotation(bool RepeatsOutput) : IResourceAnnotation;
