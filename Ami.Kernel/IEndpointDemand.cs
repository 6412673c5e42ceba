namespace Ami.Kernel;

/// <summary>
/// Metadata of an endpoint that holds only because a rule enforces it, for example "has signed in lately". The rule belongs to the module that knows the
/// answer; a process whose endpoints demand what nobody enforces does not start.
/// </summary>
public interface IEndpointDemand;
