import essays from "../../essays.json";

export const load = () => ({ essays });
